import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Trx } from '../db/database.js'
import { insuranceName } from '../kernel/terms.js'
import { narrowKnown, type RecordService } from '../query/record-service.js'
import type { DeliveredPaper, PaperAsked } from './delivery-ports.js'
import { getCopy, issuePaper, takeSerials } from './issue-service.js'
import { narrowedTo, shownOn } from './paper-scope-service.js'
import { pagesOf } from './print.js'
import { statementOf } from './statement-of-record.js'
import { employerOf, type PaperHouse, paperPerson } from './statement-service.js'

export interface DeliveryPaperPorts extends PaperHouse {
  readonly records: Pick<RecordService, 'derive'>
}

/**
 * 为寄送出具记录单。From the record as it was known at the cut-off of the run; of one insurance alone where it is sent alone,
 * which then bears the basic items of that insurance and nothing of the others.
 */
export class DeliveryPapers {
  constructor(private readonly ports: DeliveryPaperPorts) {}

  async issue(trx: Trx, actor: Actor, whole: Decision, asked: PaperAsked): Promise<DeliveredPaper> {
    const { desk, records, clock, checkpoint } = this.ports
    const { personId, year, insurance } = asked
    const decision = insurance === '' ? whole : { ...whole, narrowed: { insurances: [insurance] } }
    const known = narrowKnown(await records.derive(trx, personId, { knownAt: asked.knownAt }), decision)
    const { agency, areaCode, areaName } = this.ports.agencyOf(asked.agency)
    const today = clock.today()
    const shown = shownOn(decision, 'statement')
    const origin = {
      ...{ agency, areaName, person: paperPerson(known, personId, desk), ...employerOf(known) },
      ...{ dataCutoff: asked.cutOff, printedAt: today, checkpoint: checkpoint(), articles: decision.articles },
      ...(insurance === '' ? {} : { scope: [aloneText(insurance)], narrowed: decision.narrowed }),
    }
    const data = statementOf(known.record, year, origin, this.ports.ofBoth?.())
    const [serial] = await takeSerials(trx, agency.code, Number(today.slice(0, 4)), 1)
    const who = { personId, area: areaCode, issuedBy: actor.personId, now: clock.now(), serial: serial! }
    const paper = await issuePaper(trx, desk, { ...who, form: 'statement', data: narrowedTo(data, shown) })
    return { serial: paper.serial, pages: pagesOf(Buffer.from(paper.pdf)) }
  }

  async copy(trx: Trx, personId: string, serial: string): Promise<Uint8Array> {
    return (await getCopy(trx, this.ports.desk, personId, serial)).pdf
  }
}

/** 分险种出单的说明（107号文三）。 */
function aloneText(insurance: string): string {
  const name = insuranceName(insurance).zh
  return `本单为${name}单独出单，只载该险种的基本项目；其余险种由其经办机构另行寄送。`
}
