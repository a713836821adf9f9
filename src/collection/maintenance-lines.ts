import type { FactRef } from '../kernel/explain.js'
import type { Fact, PersonRegistration } from '../ledger/fact.js'
import type { PersonFactKind } from './kinds.js'

type Movable = Extract<Fact, { kind: PersonFactKind }>

/** 随凭证登记的人。 */
export interface RegisteredWith {
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly documentType: string
  readonly registration: Omit<PersonRegistration, 'kind' | 'line'>
}

/** 维护的事由，as agreed: a code of the list and the words that go with it. */
interface Grounds {
  readonly reason: string
  readonly explanation: string
}

/** 合并或撤销合并的一行：two numbers of one natural person. The person the line names is the one that is kept. */
export interface MergeLine extends Grounds {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly merge: {
    readonly change: 'merge' | 'undo'
    readonly personId: string
    readonly identityNumber: string
    readonly fullName: string
    readonly document: string
    /** The two rows of the merge that is undone: under the number kept, and under the one merged. */
    readonly undoes?: { readonly kept: FactRef; readonly merged: FactRef } | undefined
    /** 两边都有实缴的月份数，as told when it was filed. */
    readonly overlapping: number
  }
}

/** 拆分的一行：facts that are another person's, all moved in one posting. The person the line names had them. */
export interface SplitLine extends Grounds {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly split: {
    readonly personId: string
    readonly identityNumber: string
    readonly fullName: string
    readonly overlapping: number
    readonly moved: readonly (Movable & { readonly ref: FactRef })[]
    /** 随之登记的人，where the facts belong to somebody who was never registered. */
    readonly register?: RegisteredWith | undefined
  }
}
