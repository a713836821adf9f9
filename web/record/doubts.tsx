import type { DoubtView } from '../../src/query/section-contract.js'
import { useLanguage } from '../shell/language.js'
import { SECTIONS } from './section-words.js'

/** 存疑，静静地放在数字旁边。What the entries contradict in, and that nothing was altered. */
export function Doubts({ doubts }: { readonly doubts: readonly DoubtView[] }) {
  const { say } = useLanguage()
  if (doubts.length === 0) return null
  return (
    <aside className="doubts" aria-label={say(SECTIONS.doubts)}>
      <h3>{say(SECTIONS.doubts)}</h3>
      <p>{say(SECTIONS.doubtsWhy)}</p>
      <ul>
        {doubts.map((doubt) => (
          <li key={`${doubt.key}/${doubt.insurance ?? ''}/${doubt.months[0] ?? ''}/${doubt.paths[0] ?? ''}`}>
            {say(doubt)}
          </li>
        ))}
      </ul>
    </aside>
  )
}

const PLACES = ['contribution/', 'years/', 'accounts/', 'benefit'] as const
export type DoubtPlace = (typeof PLACES)[number]

/** The doubts beside one kind of figure; those that concern none stand with the person. */
export function doubtsAt(doubts: readonly DoubtView[] | undefined, place: DoubtPlace | 'person'): DoubtView[] {
  return (doubts ?? []).filter(({ paths }) => {
    const found = PLACES.find((one) => paths[0]?.startsWith(one))
    return place === 'person' ? found === undefined : found === place
  })
}
