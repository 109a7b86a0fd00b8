import * as stylex from '@stylexjs/stylex'
import type { DirectoryTask } from '@worksmart/types/grammar/directory'
import type { ParsedCheckin } from '@worksmart/types/grammar/parse-checkin'
import { Button } from '@worksmart/ui/button.tsx'
import { color, media, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { civilToday, nowMinute } from '../../lib/dates.ts'
import { BarFoot } from './bar-foot.tsx'
import { type Chip, chipsOf } from './chip-label.ts'
import { ChipRow, focusChip } from './chip-row.tsx'
import { CompletionList, completionItemId } from './completion-list.tsx'
import type { Completion, CompletionList as Completing } from './completions.ts'
import { readDraft } from './draft.ts'
import { FixesRow } from './fixes-row.tsx'
import { firstError, type LineFix, mainDiagnostic, noticeFor } from './line-fixes.ts'
import { LineInput } from './line-input.tsx'
import { type Mark, marksAfter } from './line-marks.ts'
import { resultOf } from './line-results.ts'
import { PastePreview } from './paste-preview.tsx'
import { type LineReading, lookupOf, readLines } from './read-lines.ts'
import { type Span, withoutSpan, withSpan } from './suppressed-spans.ts'
import { editBetween } from './text-edit.ts'
import { useCompletions } from './use-completions.ts'
import { useDraft } from './use-draft.ts'
import { useLine } from './use-line.ts'
import { useLogging } from './use-logging.ts'
import { useRested } from './use-rested.ts'
import { useServerNotes } from './use-server-notes.ts'
import { useSpokenLine } from './use-spoken-line.ts'
import { isWorkLogTable } from './work-log-table.ts'
