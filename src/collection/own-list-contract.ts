import { type Static, Type } from '@sinclair/typebox'
import { SubmissionSummary, Uuid } from './contract.js'

/** 更早的，从哪一件之后：the last one of the page before. */
export const OwnListQuery = Type.Object({ before: Type.Optional(Uuid) }, { additionalProperties: false })
export type OwnListQuery = Static<typeof OwnListQuery>

/**
 * 本单位的报送：GET /api/filings。`waiting`, on the first page only: what the employer itself goes on with, oldest first; `more` where
 * there are others of them. `items`: all of its submissions, the newest first; `next` begins the page after this one.
 */
export const OwnList = Type.Object({
  waiting: Type.Optional(Type.Array(SubmissionSummary)),
  more: Type.Optional(Type.Boolean()),
  items: Type.Array(SubmissionSummary),
  next: Type.Optional(Uuid),
})
export type OwnList = Static<typeof OwnList>
