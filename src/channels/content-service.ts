import type { Actor } from '../access/actor.js'
import type { Section } from '../access/sections.js'
import type { Trx } from '../db/database.js'
import type { Language } from '../kernel/refusal.js'
import { insuranceName } from '../kernel/terms.js'
import { recordAsk, resourceOf } from '../query/record-service.js'
import { type ContentFigure, type ContentSource, contentOf, notConnectedIn } from './content.js'
import { ITEMS, type ItemKey, VOICE_ITEMS } from './items.js'
import type { ChannelPorts } from './ports.js'
import { NOTHING, sentenceOf } from './speech.js'

type Ports = Pick<ChannelPorts, 'gate' | 'records'>

/** 内容的出口：each look through the gate, with its line, before anything is told. */
export class ContentService {
  constructor(private readonly ports: Ports) {}

  /** 本人经某渠道查询：the figures of these items and no others. */
  own(actor: Actor, items: readonly ItemKey[]): Promise<ContentFigure[]> {
    const { gate } = this.ports
    const sections = [...new Set(items.map((item) => ITEMS[item].section))] as Section[]
    return gate.pass({ ...recordAsk(actor, actor.personId, undefined), sections }, async (trx, { decision }) => {
      const figures = contentOf(await this.source(trx, actor.personId))
      return figures.filter(({ item }) => items.includes(item) && decision.sections.includes(ITEMS[item].section))
    })
  }

  /** 热线一项的话：its sentences, or that there is none. */
  spoken(actor: Actor, item: string, language: Language): Promise<string[]> {
    const items = VOICE_ITEMS[item] ?? []
    const sections = [...new Set(items.map((one) => ITEMS[one].section))] as Section[]
    return this.ports.gate.pass({ ...recordAsk(actor, actor.personId, undefined), sections }, async (trx) =>
      spokenItem(await this.source(trx, actor.personId), item, language),
    )
  }

  /** 热线坐席代查：what the telephone would have said, under the number of the work order. */
  forOrder(
    actor: Actor,
    personId: string,
    order: string,
    language: Language,
  ): Promise<readonly (readonly [string, string[]])[]> {
    const ask = {
      ...{ actor, action: 'hotline.serve' as const, subjects: [personId], purpose: `热线工单 ${order}`, matter: order },
      resource: (trx: Trx) => resourceOf(trx, personId),
      sections: ['registration', 'contribution', 'account'] as const,
    }
    return this.ports.gate.pass(ask, async (trx) => {
      const source = await this.source(trx, personId)
      return Object.keys(VOICE_ITEMS).map((item) => [item, spokenItem(source, item, language)] as const)
    })
  }

  private async source(trx: Trx, personId: string): Promise<ContentSource> {
    const { record, employers } = await this.ports.records.derive(trx, personId, {})
    return { record, employers }
  }
}

/** What is kept elsewhere is said to be, beside what is here. */
export function spokenItem(source: ContentSource, item: string, language: Language): string[] {
  const items = VOICE_ITEMS[item] ?? []
  const told = contentOf(source).filter((one) => items.includes(one.item))
  const sentences = told.map((figure) => sentenceOf(figure, language))
  const away = item === 'months' ? notConnectedIn(source).map((code) => awaySentence(code, language)) : []
  const all = [...sentences, ...away]
  return all.length === 0 ? [NOTHING.none[language]] : all
}

function awaySentence(code: string, language: Language): string {
  const name = insuranceName(code)[language]
  return NOTHING.notConnected[language].replace('{name}', name)
}
