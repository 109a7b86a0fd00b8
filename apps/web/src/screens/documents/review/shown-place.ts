import type { FieldEvidence } from '@worksmart/types/analysis'

/** A place of the document that a person asked to see; `turn` grows with each press. */
export type ShownPlace = FieldEvidence & { turn: number }
