import type { OversightAnswer } from '../../src/oversight/contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'

const SAYS = {
  title: { zh: '保密人员专办岗缺位', en: 'No handler of protected persons' },
  above: {
    zh: '{agency}没有专办岗，由{by}的专办岗办理，请尽快指派。',
    en: '{agency} has none; {by} handles its matters.',
  },
  nobody: {
    zh: '{agency}与其上级都没有专办岗，有关事项无人看得到，请立即指派。',
    en: 'Neither {agency} nor any above it has one; nobody sees these matters. Appoint somebody at once.',
  },
} as const

/** 专办岗缺位的机构；nothing is shown where every one has its own. */
export function UnhandledAgencies({ answer: { unhandled, agencies } }: { readonly answer: OversightAnswer }) {
  const { say } = useLanguage()
  if (unhandled.length === 0) return null
  const name = (code: string) => {
    const found = agencies.find((one) => one.code === code)
    return found === undefined ? code : say({ zh: found.name, en: found.english })
  }
  return (
    <Section title={say(SAYS.title)}>
      <div role="alert">
        <ul>
          {unhandled.map(({ agency, by }) => (
            <li key={agency}>
              {by === undefined
                ? say(SAYS.nobody, { agency: name(agency) })
                : say(SAYS.above, { agency: name(agency), by: name(by) })}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
