import type { Sentence } from './kinds.js'

/** 算得的数，逐层说明：its name, its value as printed, what it rests on, and what it was made from. */
export interface ComputedNode {
  says: Sentence
  text: Sentence
  basis?: string
  since?: string
  isProvisional?: boolean
  from: ComputedNode[]
}

/** 一栏：现有与报来。`risk` says why a reviewer should look here first. */
export interface ContentField {
  name: string
  label: Sentence
  before?: Sentence
  after?: Sentence
  changed: boolean
  isAmount: boolean
  risk?: Sentence
}

/** 一块：whom it concerns, what it posts, field by field. */
export interface ContentLine {
  row: number
  fullName: string
  identityNumber: string
  says: Sentence
  fields: ContentField[]
  notes: Sentence[]
  computed: ComputedNode[]
}
