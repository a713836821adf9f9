import type { Actor } from '../../access/actor.js'
import { CaseService } from '../../collection/case-service.js'
import { CheckService } from '../../collection/check-service.js'
import { sourcesFor } from '../../collection/check-sheet.js'
import type { Stage } from '../../collection/kinds.js'
import type { CollectionPorts } from '../../collection/ports.js'

/** 核对表，照所见填写：file and handbook say what the database says. Nothing where the stage asks for no sheet. */
export async function fillAsFound(ports: CollectionPorts, actor: Actor, id: string, stage: Stage): Promise<void> {
  const { kind, revision, state } = await new CaseService(ports).show(actor, id)
  if (state !== stage || sourcesFor(kind, stage) === undefined) return
  const checks = new CheckService(ports)
  const { items } = await checks.show(actor, id, stage)
  if (items.length === 0) return
  const filled = items.map(({ row, item, database }) => ({
    row,
    item,
    file: database,
    handbook: database,
    ticked: true,
  }))
  await checks.fill(actor, id, { stage, revision, handbook: { issued: true }, items: filled })
}
