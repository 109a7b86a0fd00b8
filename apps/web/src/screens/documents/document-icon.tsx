import * as stylex from '@stylexjs/stylex'
import { documentTypes } from '@worksmart/types/document-types'
import { Icon } from '@worksmart/ui/icon.tsx'
import { color } from '@worksmart/ui/tokens.stylex.ts'
import { File, FileImage, FileSpreadsheet, FileText } from 'lucide-react'

/** The kind of a file by its shape; the word stands beside it or in the name. */
export function DocumentIcon({ mime, size = 16 }: { mime: string; size?: 16 | 20 }) {
  return <Icon icon={iconOf(mime)} size={size} xstyle={styles.icon} />
}

function iconOf(mime: string) {
  if (mime.startsWith('image/')) return FileImage
  if (mime === documentTypes.csv || mime === documentTypes.xlsx) return FileSpreadsheet
  if (mime === documentTypes.pdf || mime.startsWith('text/')) return FileText
  return mime === documentTypes.docx ? FileText : File
}

const styles = stylex.create({
  icon: { color: color.textSubtle, flexShrink: 0 },
})
