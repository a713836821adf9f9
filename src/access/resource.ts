import type { Narrowing } from '../kernel/narrowing.js'
import type { Opened } from './entrusted.js'
import type { Section } from './sections.js'

/** 客体。What is asked about, with the few facts the policies read; whose district it is decides who of the staff may. */
export type Resource =
  | {
      readonly kind: 'Record'
      readonly person: string
      /** The districts that keep this person's record. */
      readonly agencies: readonly string[]
      /** 曾参保地：which kept it before, and the months they did; none unless told. */
      readonly formerly?:
        | readonly { readonly agency: string; readonly from: string; readonly through: string }[]
        | undefined
      /** Employers with at least one month of this person. */
      readonly employers: readonly string[]
      /** 保密标识：named posts only. */
      readonly isProtected?: boolean | undefined
      /** What the asker's own mandate, guardianship, kinship or helping opens of this record just now; nothing unless told. */
      readonly asAgent?: readonly Opened[] | undefined
      readonly asGuardian?: readonly Opened[] | undefined
      readonly asRelative?: readonly Opened[] | undefined
      readonly asHelper?: readonly Opened[] | undefined
      /** How far that mandate goes in insurances and months. */
      readonly narrowed?: Narrowing | undefined
    }
  | { readonly kind: 'Employer'; readonly employer: string; readonly agency: string }
  | {
      readonly kind: 'Voucher'
      readonly voucher: string
      readonly agency: string
      readonly employer?: string | undefined
      /** 本环节的办理机构；its own where nothing is handed over. */
      readonly at?: string | undefined
      /** 路线上的岗位. */
      readonly posts?: readonly string[] | undefined
    }
  | { readonly kind: 'Agency'; readonly agency: string }
  | {
      readonly kind: 'Account'
      readonly person: string
      readonly agency: string
      /** 在场的协助人所可看的；nobody helps unless told. */
      readonly asHelper?: readonly Opened[] | undefined
    }
  | {
      /** 查询案件：a query of an organ, another unit or an internal need, as far as it has come. */
      readonly kind: 'Inquiry'
      readonly inquiry: string
      readonly agency: string
      /** organ, unit, standing, macro, report. */
      readonly ground: string
      readonly state: string
      /** 已核准提供的人与类别. */
      readonly persons: readonly string[]
      readonly sections: readonly Section[]
      /** Who took it in and who approved it: natural persons. */
      readonly receivedBy: string
      readonly approvedBy: string
      readonly officers: number
    }
  | { readonly kind: 'System' }

/** 情形。What the policies read of the request itself. What is not told counts against the asker. */
export interface Circumstances {
  /** The stage of review asked for. */
  readonly stage?: string | undefined
  /** The post its route names for that stage; the stage's own where nothing is told. */
  readonly post?: string | undefined
  /** Whether this natural person entered the voucher or took an earlier stage of it. */
  readonly handledBefore?: boolean | undefined
  /** Whether this natural person is an operator of the employer the voucher comes from. */
  readonly affiliated?: boolean | undefined
  /** How many independent keys a search was given. */
  readonly keys?: number | undefined
}

export function ownRecord(person: string): Resource {
  return { kind: 'Record', person, agencies: [], employers: [] }
}

export const SYSTEM: Resource = { kind: 'System' }
