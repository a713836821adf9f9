import { isMap, isScalar, type Pair, parseDocument } from 'yaml'
import { NATIONAL, type PolicyText } from './book.js'
import { areaOfPath } from './parameter-files.js'
import { versionsIn } from './parameter-versions.js'

/**
 * 版本新添的参数。The texts in force with those parameters of a release that nobody had a value of before, in the area or the
 * nation: they change no figure there was, and a program that asks for them can run. Whatever else differs stays as it is
 * and is for people to decide.
 */
export function withNewParameters(inForce: readonly PolicyText[], shipped: readonly PolicyText[]): PolicyText[] {
  const merged = new Map(inForce.map((text) => [text.path, text]))
  for (const file of shipped) {
    const now = merged.get(file.path)
    const text = file.path.endsWith('/area.yaml')
      ? (now?.text ?? file.text)
      : addNew(now?.text ?? '', file, knownIds(inForce, shipped, file.path))
    if (text !== '') merged.set(file.path, { ...file, text })
  }
  return [...merged.values()]
}

function knownIds(inForce: readonly PolicyText[], shipped: readonly PolicyText[], path: string): Set<string> {
  const area = areaOfPath(shipped, path)
  const own = inForce.filter((text) => [area, NATIONAL].includes(areaOfPath(inForce, text.path)))
  return new Set(own.flatMap(({ text }) => [...versionsIn(text).keys()]))
}

function addNew(now: string, { text }: PolicyText, known: ReadonlySet<string>): string {
  const fresh = [...versionsIn(text).keys()].filter((id) => !known.has(id))
  if (fresh.length === 0) return now
  if (now === '' && fresh.length === versionsIn(text).size) return text
  const [document, other] = [now, text].map((one) => parseDocument(one, { schema: 'failsafe' }))
  if (!isMap(other!.contents)) return now
  const pairs = (other!.contents.items as Pair[]).filter(
    ({ key }) => isScalar(key) && fresh.includes(String(key.value)),
  )
  if (!isMap(document!.contents)) document!.contents = document!.createNode({}) as never
  if (isMap(document!.contents)) document!.contents.items.push(...(pairs as never[]))
  return document!.toString({ lineWidth: 0 })
}
