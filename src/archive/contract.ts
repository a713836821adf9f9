import { type Static, Type } from '@sinclair/typebox'

/** 原始资料：POST /api/desk/papers（multipart：file）。Cite its id as `documentId` in an entry or registration. */
export const PaperView = Type.Object({
  documentId: Type.String(),
  mediaType: Type.String(),
  size: Type.Integer(),
  /** The same file had been received before. */
  again: Type.Boolean(),
  /** 待查毒：kept, and nothing that rests on it can be submitted until it is scanned. */
  waits: Type.Boolean(),
})
export type PaperView = Static<typeof PaperView>
