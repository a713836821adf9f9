import { type Static, Type } from '@sinclair/typebox'
import { PurposeText } from './contract.js'
import { Month } from './figure-contract.js'

/**
 * 为什么变了的合同。Two moments of one figure: by the last month shown, by what was known (a tree size), or by the
 * parameters in force at a tree size. The side without a prefix is the later one; what is left out is now.
 */
const TreeSize = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const DifferenceQuery = Type.Object({
  path: Type.String({ maxLength: 120 }),
  through: Type.Optional(Month),
  againstThrough: Type.Optional(Month),
  knownAt: Type.Optional(TreeSize),
  againstKnownAt: Type.Optional(TreeSize),
  /** 参数以哪时为准；left out, as the facts. */
  parametersAt: Type.Optional(TreeSize),
  againstParametersAt: Type.Optional(TreeSize),
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
})
export type DifferenceQuery = Static<typeof DifferenceQuery>
export const DeskDifferenceQuery = Type.Composite([DifferenceQuery, Type.Object({ purpose: PurposeText })])
export type DeskDifferenceQuery = Static<typeof DeskDifferenceQuery>

/** 变化的样子。Said in words and by a sign, never by colour alone. */
export const CHANGES = {
  kept: { zh: '没变', en: 'unchanged' },
  changed: { zh: '变了', en: 'changed' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '去掉', en: 'removed' },
} as const

/** 变化的一边：the value as it stood, and what it rested on. */
const Side = Type.Object({
  value: Type.Union([Type.Number(), Type.String()]),
  text: Type.String(),
  basis: Type.Optional(Type.String()),
  parameter: Type.Optional(
    Type.Object({
      id: Type.String(),
      area: Type.String(),
      areaName: Type.String(),
      since: Type.String(),
      basis: Type.String(),
      status: Type.String(),
    }),
  ),
  fact: Type.Optional(Type.Object({ posting: Type.String(), ordinal: Type.Integer() })),
})
export type DifferenceSide = Static<typeof Side>

export const DifferenceNode = Type.Recursive((This) =>
  Type.Object({
    /** A key of CHANGES. */
    change: Type.String(),
    term: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    unit: Type.String(),
    before: Type.Optional(Side),
    after: Type.Optional(Side),
    newParameter: Type.Boolean(),
    newFact: Type.Boolean(),
    /** Parts that are as they were and are not told. */
    kept: Type.Integer(),
    /** Told before in this tree. */
    again: Type.Boolean(),
    /** Parts left out because the tree would grow too large. */
    more: Type.Integer(),
    parts: Type.Array(This),
  }),
)
export type DifferenceNode = Static<typeof DifferenceNode>

const Moment = Type.Object({
  through: Month,
  knownAt: Type.Integer(),
  /** 推导所用参数的摘要. */
  policyDigest: Type.String(),
})

export const DifferenceAnswer = Type.Object({
  path: Type.String(),
  before: Moment,
  after: Moment,
  tree: DifferenceNode,
  /** 读得出来的几句话：what changed and because of what. */
  sentences: Type.Array(Type.String()),
})
export type DifferenceAnswer = Static<typeof DifferenceAnswer>

export const DIFFERENCE_PATHS = {
  mine: '/api/my/record/difference',
  person: '/api/persons/:personId/record/difference',
} as const
