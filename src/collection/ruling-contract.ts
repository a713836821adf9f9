import { type Static, Type } from '@sinclair/typebox'
import { DayText, Uuid } from './contract.js'
import { RULING_FINDINGS, RULING_SUBJECTS, type RulingFinding, type RulingSubject } from './ruling-words.js'

export { RULING_FINDINGS, RULING_SUBJECTS } from './ruling-words.js'

const Subject = Type.Unsafe<RulingSubject>(Type.Union(Object.keys(RULING_SUBJECTS).map((key) => Type.Literal(key))))
const Finding = Type.Unsafe<RulingFinding>(Type.Union(Object.keys(RULING_FINDINGS).map((key) => Type.Literal(key))))

/** 认定与审核的台账：GET /api/desk/rulings?show=open|late|all。Applications by number and days; nobody is named. */
export const RulingQuery = Type.Object(
  {
    show: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('late'), Type.Literal('all')])),
    subject: Type.Optional(Subject),
  },
  { additionalProperties: false },
)
export type RulingQuery = Static<typeof RulingQuery>

export const RulingList = Type.Object({
  all: Type.Integer({ description: '共有多少件，列出的至多五百件' }),
  items: Type.Array(
    Type.Object({
      subject: Subject,
      reference: Type.String(),
      submissionId: Uuid,
      agency: Type.String(),
      version: Type.Integer(),
      finding: Finding,
      receivedDay: DayText,
      dueDay: DayText,
      decidedDay: Type.Optional(DayText),
      late: Type.Boolean(),
    }),
  ),
})
export type RulingList = Static<typeof RulingList>
