import { type Static, Type } from '@sinclair/typebox'
import { DayText, Sentence, Uuid } from './contract.js'
import { STATES, type SubmissionState } from './kinds.js'

/** 采集标准：GET /api/desk/standard、/api/standard；模板：…/standard/templates/<kind>/<xlsx|csv>；数据字典：…/standard/catalogue。 */
const Text = Type.String()
const Some = Type.Optional
const Condition = Type.Object({ field: Text, in: Type.Array(Text) })

export const StandardFieldView = Type.Object({
  id: Text,
  element: Text,
  label: Sentence,
  code: Some(Text),
  names: Type.Array(Text),
  type: Text,
  typeSays: Sentence,
  list: Some(Text),
  /** 本类所用的代码, where fewer than the list has. */
  codes: Some(Type.Array(Type.Object({ code: Text, zh: Text, en: Text }))),
  most: Some(Type.Integer()),
  least: Some(Type.Integer()),
  greatest: Some(Type.Integer()),
  required: Type.Boolean(),
  requiredIn: Some(Text),
  channels: Some(Type.Array(Text)),
  onlyFor: Some(Condition),
  requiredWhen: Some(Condition),
  level: Text,
  levelSays: Sentence,
  class: Text,
  classSays: Sentence,
  real: Type.Boolean(),
  example: Text,
  proof: Sentence,
  retention: Sentence,
  hint: Some(Sentence),
  first: Some(Text),
  ahead: Some(Type.Integer()),
  /** 在请求里的位置；left out, in the row itself. */
  place: Some(Text),
})
export type StandardFieldView = Static<typeof StandardFieldView>

export const StandardKindView = Type.Object({
  id: Text,
  says: Sentence,
  submission: Text,
  channels: Type.Array(Type.Object({ id: Text, says: Sentence })),
  hasTemplate: Type.Boolean(),
  fields: Type.Array(StandardFieldView),
})
export type StandardKindView = Static<typeof StandardKindView>

/** 未对应部颁代码的数据元，and the kinds that collect it. */
const Unmapped = Type.Object({ id: Text, zh: Text, en: Text, kinds: Type.Array(Text) })

export const StandardView = Type.Object({
  version: Text,
  published: DayText,
  /** 版次与摘要，as a revision names it. */
  name: Text,
  kinds: Type.Array(StandardKindView),
  lists: Type.Array(
    Type.Object({
      id: Text,
      code: Some(Text),
      values: Type.Array(Type.Object({ code: Text, zh: Text, en: Text })),
    }),
  ),
  unmapped: Type.Array(Unmapped),
})
export type StandardView = Static<typeof StandardView>

export const TemplatePlace = Type.Object({
  kind: Type.String({ pattern: '^[A-Za-z]{1,40}$' }),
  format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
})

/** 采集标准变更：one file of the standard, whole, and why. */
export const StandardChangeRequest = Type.Object(
  {
    path: Type.String({ pattern: '^standard/[a-z-]{1,40}\\.yaml$' }),
    text: Type.String({ minLength: 1, maxLength: 200_000 }),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    documentId: Some(Uuid),
  },
  { additionalProperties: false },
)
export type StandardChangeRequest = Static<typeof StandardChangeRequest>

export const StandardChange = Type.Object({
  id: Uuid,
  revision: Type.Integer(),
  state: Type.Unsafe<SubmissionState>(Type.Union(Object.keys(STATES).map((key) => Type.Literal(key)))),
  enteredBy: Text,
  enteredAt: Type.Integer(),
  explanation: Text,
  paths: Type.Array(Text),
  /** 逐栏的改动. */
  differences: Type.Array(Type.Object({ at: Text, before: Text, after: Text })),
  mayApply: Type.Boolean(),
})
export type StandardChange = Static<typeof StandardChange>
export const StandardChangeList = Type.Object({ items: Type.Array(StandardChange) })
export const StandardFile = Type.Object({ path: Text, text: Text })
export const StandardFiles = Type.Object({ files: Type.Array(StandardFile) })
