import { maskName } from '../kernel/mask.js'
import type { Line } from './lines.js'

/** 受理单上的申请人：told only where all lines are about one person or one employer. */
export class About {
  private readonly numbers = new Set<string>()
  private name: string | undefined

  seen<L extends Line>(line: L): L {
    const told = line as { identityNumber?: unknown; creditCode?: unknown; fullName?: unknown; registration?: unknown }
    const inside = (told.registration ?? {}) as { creditCode?: unknown; name?: unknown }
    const isPerson = typeof told.identityNumber === 'string' && told.identityNumber !== ''
    for (const number of isPerson ? [told.identityNumber] : [told.creditCode, inside.creditCode])
      if (typeof number === 'string' && number !== '') this.numbers.add(number)
    if (isPerson && typeof told.fullName === 'string') this.name = maskName(told.fullName)
    else if (typeof inside.name === 'string') this.name = inside.name
    return line
  }

  told(): { numbers: readonly string[]; applicant?: string } {
    if (this.numbers.size !== 1) return { numbers: [] }
    return { numbers: [...this.numbers], ...(this.name === undefined ? {} : { applicant: this.name }) }
  }
}
