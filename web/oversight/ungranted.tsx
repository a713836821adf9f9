import { Link } from 'react-router'
import type { OversightAnswer } from '../../src/oversight/contract.js'
import { AUTHORITY, FINDING_WORDS } from '../authority/words.js'
import { instantText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'

/** 绕过授权的改动，for the supervisor; nothing is shown where there were none. */
export function Ungranted({ answer: { rights, agencies } }: { readonly answer: OversightAnswer }) {
  const { say, language } = useLanguage()
  if (rights.length === 0) return null
  const name = (code: string) => {
    const found = agencies.find((one) => one.code === code)
    return found === undefined ? code : say({ zh: found.name, en: found.english })
  }
  return (
    <Section title={say(AUTHORITY.findings)} aside={<Link to="/authority">{say(AUTHORITY.title)}</Link>}>
      <div role="alert">
        <ul>
          {rights.map(({ id, agency, at, what }) => (
            <li key={id}>
              {instantText(at, language)} · {name(agency)} · {say(FINDING_WORDS[what as keyof typeof FINDING_WORDS])}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
