import { ageBand } from './catalogue.js'
import { ALL, type Cell } from './cells.js'
import { groupOf, LADDER, type Quasi, UNTOLD } from './coarsen.js'
import type { Topic } from './topics.js'

/** 以参保缴费的人为一格之数的各题：what a published table says of the people an extract is about. */
export const ABOUT_CONTRIBUTORS: readonly Topic[] = ['enrolled', 'due', 'paid']

/** 一张已公布的表，for one insurance: its age bands, and the places ('agency|band', all kinds together) it leaves untold. */
export interface PublishedTable {
  readonly ages: readonly number[]
  readonly untold: ReadonlySet<string>
}

export function publishedTable(ages: readonly number[], insurance: string, cells: readonly Cell[]): PublishedTable {
  const own = cells.filter((cell) => cell.insurance === insurance && cell.kind === ALL && cell.suppressed === true)
  return { ages, untold: new Set(own.map(({ agency, age }) => `${agency}|${age}`)) }
}

/** 各机构、各年龄各多少人, with every group of every level they are in: counted in the one pass over the range. */
export class Ages {
  private readonly of: Map<string, Map<string, number>>[] = LADDER.map(() => new Map())

  /** Whoever's birth date is not known the tables count with the youngest. */
  add(quasi: Quasi): void {
    for (const [step, level] of LADDER.entries()) {
      const group = groupOf(quasi, level)
      const years = this.of[step]!.get(group) ?? new Map<string, number>()
      const age = String(quasi.age ?? 0)
      this.of[step]!.set(group, years.set(age, (years.get(age) ?? 0) + 1))
    }
  }

  /**
   * 与已公布的表相减即可得的各组。A table's bands cut the ages otherwise than an extract does, so that by adding and subtracting
   * the two, each piece of a group that lies in one band follows; and a place the table leaves untold follows from the groups
   * that make it up. So where such a piece has fewer than `least` people, or the table leaves the place untold, no group
   * that reaches into that band is told: then nothing the extract tells speaks of it.
   */
  against(tables: readonly PublishedTable[], step: number, least: number): ReadonlySet<string> {
    return new Set(tables.flatMap((table) => this.reaching(table, step, least)))
  }

  private reaching({ ages, untold }: PublishedTable, step: number, least: number): string[] {
    const places = new Map<string, { groups: string[]; pieces: Map<string, number> }>()
    for (const [group, years] of this.of[step]!) {
      const [decade = UNTOLD, agency = UNTOLD] = group.split('|')
      for (const [age, size] of years) {
        // Of a group that tells no age the table's own total is all there is to compare.
        const band = decade === UNTOLD ? ALL : ageBand(ages, Number(age))
        const place = `${agency === UNTOLD ? ALL : agency}|${band}`
        const found = places.get(place) ?? { groups: [], pieces: new Map<string, number>() }
        places.set(place, found)
        found.groups.push(group)
        if (band !== ALL) found.pieces.set(decade, (found.pieces.get(decade) ?? 0) + size)
      }
    }
    return [...places].flatMap(([place, { groups, pieces }]) =>
      untold.has(place) || [...pieces.values()].some((size) => size < least) ? groups : [],
    )
  }
}
