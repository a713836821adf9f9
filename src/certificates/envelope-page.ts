import type { PaperAgency } from './statement-data.js'

/** 收件人、地址与邮政编码，opened. */
export interface Addressed {
  readonly name: string
  readonly address: string
  readonly postalCode: string
}

/** 信封（107号文三与附件二）。The window shows name and address; nothing else of the person is on the cover. */
export interface EnvelopePage {
  readonly agency: {
    readonly name: string
    readonly address: string
    readonly postalCode: string
    readonly phone: string
  }
  readonly title: string
  /** 经办服务理念. */
  readonly idea: readonly [string, string, string]
  readonly note: string
  readonly pieces: readonly Addressed[]
}

const IDEA = ['记录一生', '保障一生', '服务一生'] as const

export function envelopePage(agency: PaperAgency, pieces: readonly Addressed[]): EnvelopePage {
  const { name, address, postalCode = '', phone } = agency
  return {
    agency: { name, address, postalCode, phone },
    title: '社会保险个人权益记录单',
    idea: IDEA,
    note: '本人亲启，他人不得开拆、扣留',
    pieces: pieces.map((to) => ({ name: to.name, address: to.address, postalCode: to.postalCode })),
  }
}

/** 费用单：what a run cost in print and postage. */
export interface CostPage {
  readonly title: string
  readonly agency: { readonly name: string; readonly address: string; readonly phone: string; readonly website: string }
  readonly printedAt: string
  readonly rows: readonly (readonly [label: string, value: string])[]
  readonly states: readonly (readonly [label: string, value: string])[]
  readonly says: string
}
