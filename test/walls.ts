import { cycleBreaches, ladderBreaches, orderBreaches } from './walls/order.js'
import { portBreaches } from './walls/ports.js'
import { purityBreaches } from './walls/purity.js'
import { shapeBreaches } from './walls/shape.js'
import { type Breach, readSource, type SourceText } from './walls/source.js'
import { readOwners, tableBreaches, transactionBreaches } from './walls/tables.js'
import { reachBreaches, webBreaches } from './walls/web.js'

/** 门规。Every breach of the walls in these files (.ts, .tsx and the migrations' .sql), in the order of the files. */
export function breachesOf(files: readonly SourceText[]): Breach[] {
  const { owners, breaches } = readOwners(files.filter(({ path }) => path.endsWith('.sql')))
  const sources = files.filter(({ path }) => /\.[cm]?[jt]sx?$/.test(path)).map(readSource)
  const each = sources.flatMap((source) => [
    ...orderBreaches(source),
    ...ladderBreaches(source),
    ...purityBreaches(source),
    ...portBreaches(source),
    ...tableBreaches(source, owners),
    ...transactionBreaches(source),
    ...webBreaches(source),
    ...shapeBreaches(source),
  ])
  return [...breaches, ...each, ...cycleBreaches(sources), ...reachBreaches(sources)]
}
