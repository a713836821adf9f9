import type { QUERY_ACTS, QUERY_REASONS, ReceiveInquiry } from '../../src/disclosure/contract.js'
import type { Both } from '../shell/language.js'
import { DISCLOSURE } from './words.js'

/** 收件表上所填的。 */
export interface ReceiveDraft {
  readonly ground: ReceiveInquiry['ground']
  readonly unit: { readonly name: string; readonly contact: string; readonly phone: string }
  readonly purpose: string
  readonly basisId: string
  readonly document: string
  readonly article: string
  readonly act: keyof typeof QUERY_ACTS | undefined
  readonly mayTell: boolean | undefined
  readonly reason: keyof typeof QUERY_REASONS | undefined
  readonly says: string
  readonly papers: ReceiveInquiry['papers']
  readonly officers: readonly OfficerDraft[]
  readonly persons: string
  readonly sections: ReceiveInquiry['sections']
  readonly from: string
  readonly through: string
  readonly route: ReceiveInquiry['route']
  readonly cityReason: string
}

export interface OfficerDraft {
  readonly name: string
  readonly cardKind: string
  readonly cardNumber: string
  readonly validThrough: string
  readonly originalSeen: boolean
  readonly copy?: string
}

export const NEW_OFFICER: OfficerDraft = {
  name: '',
  cardKind: '',
  cardNumber: '',
  validThrough: '',
  originalSeen: false,
}

export const NEW_DRAFT: ReceiveDraft = {
  ...{
    ground: 'organ',
    unit: { name: '', contact: '', phone: '' },
    purpose: '',
    basisId: '',
    document: '',
    article: '',
  },
  ...{ act: undefined, mayTell: undefined, reason: undefined, says: '', papers: {} },
  ...{ officers: [NEW_OFFICER, NEW_OFFICER], persons: '', sections: [], from: '', through: '' },
  ...{ route: 'here', cityReason: '' },
}

export const TYPED = 'typed'

/** 一行一人。 */
export function personsIn(text: string): ReceiveInquiry['persons'] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(/\s+/)
      return { fullName: parts.slice(0, -1).join(' '), identityNumber: parts.at(-1) ?? '' }
    })
}

/** 还没有填的。Papers and officers may come later; these may not. */
export function lacking(draft: ReceiveDraft): Both[] {
  const { unit, persons } = draft
  const read = personsIn(persons)
  const basis =
    draft.basisId === TYPED ? draft.document.trim().length > 1 && draft.article.trim() !== '' : draft.basisId !== ''
  const checks: readonly [boolean, Both][] = [
    [unit.name.trim().length > 1, DISCLOSURE.unit],
    [unit.contact.trim() !== '', DISCLOSURE.contact],
    [unit.phone.trim().length > 2, DISCLOSURE.phone],
    [draft.purpose.trim().length > 3, DISCLOSURE.purpose],
    [basis, DISCLOSURE.basis],
    [draft.act !== undefined, DISCLOSURE.act],
    [draft.mayTell !== undefined, DISCLOSURE.mayTell],
    [draft.ground === 'unit' || (draft.reason !== undefined && draft.says.trim().length > 1), DISCLOSURE.standard],
    [read.length > 0 && read.every(({ fullName }) => fullName !== ''), DISCLOSURE.named],
    [draft.sections.length > 0, DISCLOSURE.items],
    [draft.from !== '' && draft.through !== '', DISCLOSURE.months],
    [draft.route !== 'city' || draft.cityReason.trim().length > 3, DISCLOSURE.cityReason],
  ]
  return checks.filter(([holds]) => !holds).map(([, says]) => says)
}

export function requestOf(draft: ReceiveDraft): ReceiveInquiry {
  const { ground, unit, purpose, basisId, papers, sections, from, through, route } = draft
  const officers =
    ground === 'unit'
      ? []
      : draft.officers.filter(({ name, cardNumber, validThrough }) => name && cardNumber && validThrough)
  return {
    ...{ ground, unit, purpose, papers, sections, from, through, route, act: draft.act!, mayTell: draft.mayTell! },
    basis: basisId === TYPED ? { document: draft.document, article: draft.article } : { id: basisId },
    officers: officers.map((one) => ({ ...one, cardKind: one.cardKind || '工作证' })),
    ...(ground === 'organ' && draft.reason ? { standard: { reason: draft.reason, says: draft.says } } : {}),
    ...(route === 'city' ? { cityReason: draft.cityReason } : {}),
    persons: personsIn(draft.persons),
  }
}
