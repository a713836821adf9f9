import { type Day, periodOfDay } from '../kernel/day.js'
import type { AreaPolicy } from '../policy/area.js'
import { isMaterial, MATERIALS, type Material } from './material.js'

/** 保管期限。What the table says of one paper: for ever, until a day, or nothing, which keeps it for good. */
export type Retention =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'permanent'; readonly material: Material; readonly basis: string; readonly isSpecial: boolean }
  | {
      readonly kind: 'fixed'
      readonly material: Material
      readonly years: number
      readonly countedFrom: Day
      /** 届满之日：the first day on which it is over. */
      readonly overOn: Day
      readonly basis: string
      readonly isSpecial: boolean
    }

export interface Filing {
  readonly material?: string | undefined
  readonly special?: string | undefined
  /** When the paper came to be. */
  readonly madeOn: Day
}

const UNKNOWN: Retention = { kind: 'unknown' }

/** 一份资料的保管期限，as the table stands on a day. A rule of another law wins over the general one (第三十一条). */
export function retentionOf(area: AreaPolicy, { material, special, madeOn }: Filing, on: Day): Retention {
  const ruled = special === undefined ? UNKNOWN : ruleOf(area, 'archive.special-retention', special, madeOn, on)
  if (ruled.kind !== 'unknown') return ruled
  return material === undefined ? UNKNOWN : ruleOf(area, 'archive.retention', material, madeOn, on)
}

/** 已届满：never for what is kept for good or has no period. */
export function isOver(retention: Retention, on: Day): boolean {
  return retention.kind === 'fixed' && retention.overOn <= on
}

/** 定有年限的材料类别，and the fewest years of any, by either table. */
export function listedPeriods(
  area: AreaPolicy,
  on: Day,
): { readonly materials: Material[]; readonly shortest?: number } {
  const years = new Map<Material, number>()
  for (const material of Object.keys(MATERIALS) as Material[])
    for (const filed of [{ material }, { special: material }]) {
      const found = retentionOf(area, { ...filed, madeOn: on }, on)
      if (found.kind === 'fixed') years.set(material, Math.min(found.years, years.get(material) ?? found.years))
    }
  return years.size === 0 ? { materials: [] } : { materials: [...years.keys()], shortest: Math.min(...years.values()) }
}

type Table = 'archive.retention' | 'archive.special-retention'

function ruleOf(area: AreaPolicy, table: Table, material: string, madeOn: Day, on: Day): Retention {
  if (!isMaterial(material)) return UNKNOWN
  const at = periodOfDay(on)
  const kind = area.find(table, at, material)
  const basis = kind?.parameter?.basis ?? ''
  const isSpecial = table === 'archive.special-retention'
  if (kind?.value === 'permanent') return { kind: 'permanent', material, basis, isSpecial }
  const years = area.find(`${table}-years`, at, material)
  const start = area.find('archive.retention-start', at)
  if (kind?.value !== 'fixed' || typeof years?.value !== 'number' || start?.value !== 'afterYearMade') return UNKNOWN
  const first = Number(madeOn.slice(0, 4)) + 1
  return {
    ...{ kind: 'fixed', material, years: years.value, basis, isSpecial },
    countedFrom: `${first}-01-01` as Day,
    overOn: `${first + years.value}-01-01` as Day,
  }
}
