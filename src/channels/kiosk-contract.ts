import { type Static, Type } from '@sinclair/typebox'
import { PapersAnswer, PaperView } from '../certificates/statement-contract.js'
import { OwnContactRequest } from '../collection/contact-contract.js'
import { OBJECTION_REASONS } from '../objections/contract.js'

/** 自助终端的合同：/api/kiosk/…（终端用）与 /api/desk/kiosks（登记终端）。 */
const closed = { additionalProperties: false }
const Digits = Type.String({ pattern: '^\\d{6}$', description: '六位查询密码' })
export const Serial = Type.String({ pattern: '^[0-9A-Z-]{6,40}$' })

export const JoinBody = Type.Object({ code: Type.String({ minLength: 4, maxLength: 32 }) }, closed)
export const EnterBody = Type.Object(
  { ticket: Type.String({ minLength: 1, maxLength: 200, description: '读卡器本次读卡的凭据' }), digits: Digits },
  closed,
)
export type EnterBody = Static<typeof EnterBody>

export const TerminalAnswer = Type.Object({
  name: Type.String(),
  agency: Type.String(),
  printsLeft: Type.Integer(),
  /** 空闲几秒即清屏，and how many of these are counted down aloud. */
  idle: Type.Integer(),
  warning: Type.Integer(),
})
export type TerminalAnswer = Static<typeof TerminalAnswer>

export const KioskVisit = Type.Object({ name: Type.String(), csrf: Type.String() })
export type KioskVisit = Static<typeof KioskVisit>

const Line = Type.Object({
  item: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  /** 险种或待遇的名称。 */
  of: Type.Object({ zh: Type.String(), en: Type.String() }),
  at: Type.Optional(Type.String()),
  value: Type.Union([Type.Number(), Type.String()]),
  unit: Type.String(),
  text: Type.Object({ zh: Type.String(), en: Type.String() }),
  path: Type.Optional(Type.String()),
  /** 朗读的句子，与热线相同。 */
  spoken: Type.Object({ zh: Type.String(), en: Type.String() }),
})
export type KioskLine = Static<typeof Line>

export const KIOSK_TOPICS = ['contributions', 'benefits'] as const
export const TopicParams = Type.Object({
  topic: Type.Unsafe<(typeof KIOSK_TOPICS)[number]>(Type.Union(KIOSK_TOPICS.map((one) => Type.Literal(one)))),
})
export const KioskContent = Type.Object({ lines: Type.Array(Line) })
export type KioskContent = Static<typeof KioskContent>

/** 打印状态：never sent, sent, told to have failed, or failed so often that a window prints it. */
export const PRINT_STATES = ['never', 'sent', 'failed', 'enough'] as const
export const KioskPapers = Type.Object({
  years: Type.Array(Type.Integer()),
  proofs: PapersAnswer.properties.proofs,
  benefits: PapersAnswer.properties.benefits,
  papers: Type.Array(
    Type.Composite([PaperView, Type.Object({ print: Type.Unsafe<(typeof PRINT_STATES)[number]>(Type.String()) })]),
  ),
  printsLeft: Type.Integer(),
  /** 打印机连续失败，暂停打印. */
  fault: Type.Boolean(),
})
export type KioskPapers = Static<typeof KioskPapers>

export const YearBody = Type.Object({ year: Type.Integer({ minimum: 1992, maximum: 2999 }) }, closed)
/** 出具参保缴费证明：one year of it, or the whole span where no year is named. */
export const KioskProofBody = Type.Object({ year: Type.Optional(YearBody.properties.year) }, closed)
export type KioskProofBody = Static<typeof KioskProofBody>
export const PrintBody = Type.Object({ serial: Serial }, closed)
export const DigitsBody = Type.Object({ digits: Digits, next: Digits }, closed)
export type DigitsBody = Static<typeof DigitsBody>

/** 在终端变更联系方式：what can be keyed there; the query password once more. */
export const KioskContactBody = Type.Object(
  {
    digits: Digits,
    mobilePhone: OwnContactRequest.properties.mobilePhone,
    delivery: OwnContactRequest.properties.delivery,
  },
  closed,
)
export type KioskContactBody = Static<typeof KioskContactBody>
/** 现在的：the number in part only, on a screen in a hall. */
export const KioskContact = Type.Object({
  mobilePhone: Type.Optional(Type.String()),
  delivery: OwnContactRequest.properties.delivery,
})
export type KioskContact = Static<typeof KioskContact>
/** 在终端提出异议：a figure as it stands on the screen, and a reason from the list. */
export const KioskObjection = Type.Object(
  {
    path: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9/-]{0,119}$' }),
    value: Type.Union([Type.Number(), Type.String({ maxLength: 200 })]),
    reason: Type.Unsafe<keyof typeof OBJECTION_REASONS>(
      Type.Union(Object.keys(OBJECTION_REASONS).map((one) => Type.Literal(one))),
    ),
  },
  closed,
)
export type KioskObjection = Static<typeof KioskObjection>
export const ObjectionRaised = Type.Object({ serial: Type.String() })

export const LeaveBody = Type.Object(
  {
    reason: Type.Unsafe<'left' | 'idle' | 'card'>(Type.Union(['left', 'idle', 'card'].map((one) => Type.Literal(one)))),
  },
  closed,
)

const Kiosk = Type.Object({
  terminal: Type.String(),
  name: Type.String(),
  agency: Type.String(),
  joined: Type.Boolean(),
  ended: Type.Boolean(),
  printsLeft: Type.Integer(),
  printed: Type.Integer(),
  /** 连着没有打出来，暂停打印，待查看. */
  fault: Type.Boolean(),
})
export const KiosksAnswer = Type.Object({
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), english: Type.String() })),
  kiosks: Type.Array(Kiosk),
})
export type KiosksAnswer = Static<typeof KiosksAnswer>
export const RegisterBody = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 60 }),
    agency: Type.String({ pattern: '^\\d{6,12}$' }),
  },
  closed,
)
export const Registered = Type.Object({
  terminal: Type.String(),
  code: Type.String({ description: '启用码，只示一次' }),
})
export type Registered = Static<typeof Registered>
export const TerminalParams = Type.Object({
  terminal: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})

export const KIOSK_PATHS = {
  terminal: '/api/kiosk/terminal',
  enter: '/api/kiosk/enter',
  stay: '/api/kiosk/stay',
  leave: '/api/kiosk/leave',
  content: '/api/kiosk/content/:topic',
  statements: '/api/kiosk/statements',
  proofs: '/api/kiosk/contribution-proofs',
  benefitProofs: '/api/kiosk/benefit-proofs',
  prints: '/api/kiosk/prints',
  failed: '/api/kiosk/prints/failed',
  digits: '/api/kiosk/query-password',
  objections: '/api/kiosk/objections',
  contact: '/api/kiosk/contact',
  cards: '/api/demo/cards',
  kiosks: '/api/desk/kiosks',
  kioskEnd: '/api/desk/kiosks/:terminal/end',
  kioskRefill: '/api/desk/kiosks/:terminal/refill',
} as const

/** 示例读卡器上的卡。 */
export const DemoCards = Type.Object({
  cards: Type.Array(Type.Object({ name: Type.String(), tail: Type.String(), ticket: Type.String() })),
})
export type DemoCards = Static<typeof DemoCards>
