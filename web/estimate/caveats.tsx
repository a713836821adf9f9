import type { Language } from '../../src/kernel/refusal.js'
import type { Caveat } from '../../src/query/estimate-contract.js'
import { monthText } from '../shell/amounts.js'
import { type Both, type Facts, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { ESTIMATE } from './words.js'

/** 为什么只是测算，用大白话。 */
export function Caveats({ caveats }: { readonly caveats: readonly Caveat[] }) {
  const { say, language } = useLanguage()
  return (
    <Section title={say(ESTIMATE.caveats)}>
      <ul className="card caveats">
        {caveats.map((caveat) => (
          <li key={caveat.en}>
            {caveat[language]}
            {caveat.parameters.length > 0 && (
              <span className="caveat-names">{namesOf(caveat, say, language).join(say({ zh: '、', en: ', ' }))}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Each name once, with the month from which it was supposed. */
function namesOf({ parameters }: Caveat, say: (both: Both, facts?: Facts) => string, language: Language): string[] {
  const named = parameters.map(({ name, from }) => {
    if (from === undefined) return say(name)
    const since = say(ESTIMATE.fromMonth, { month: monthText(from, language) })
    return say({ zh: `${name.zh}（${since}）`, en: `${name.en} (${since})` })
  })
  return [...new Set(named)]
}
