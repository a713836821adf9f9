import { KEEPING_FINDINGS, type KeepingFinding } from '../../src/archive/keeping-contract.js'
import type { OversightAnswer } from '../../src/oversight/contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { OVERSIGHT } from './words.js'

/** 保管台账的问题：no rules, no steward, checks overdue or faulty, by agency. */
export function KeepingProblems({ answer: { keeping, agencies } }: { readonly answer: OversightAnswer }) {
  const { say } = useLanguage()
  const nameOf = (code: string) => {
    const found = agencies.find((agency) => agency.code === code)
    return found === undefined ? code : say({ zh: found.name, en: found.english })
  }
  return (
    <Section title={say(OVERSIGHT.keeping)}>
      {keeping.length === 0 ? (
        <p>{say(OVERSIGHT.keepingFine)}</p>
      ) : (
        <div role="alert">
          <ul>
            {keeping.map(({ agency, finding, name = '' }) => (
              <li key={`${agency}/${finding}/${name}`}>
                {nameOf(agency)} · {say(KEEPING_FINDINGS[finding as KeepingFinding])} {name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}
