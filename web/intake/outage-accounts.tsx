import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { OutageAccounts } from '../../src/collection/intake-contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { INTAKE } from './words.js'

/** 监督：every slip is accounted for, and numbers that nobody accounts for are said aloud. */
export function OutageAccountsCard() {
  const { say } = useLanguage()
  const accounts = useAsk<OutageAccounts>('/api/desk/outage-accounts')
  return (
    <Section title={say(INTAKE.accounts)}>
      <Answer of={accounts} rows={2}>
        {({ withGaps, ...sums }) => (
          <>
            <p>{say(INTAKE.accountsSays, sums)}</p>
            {withGaps.length === 0 ? (
              <p>{say(INTAKE.noGaps)}</p>
            ) : (
              <div role="alert">
                <ul>
                  {withGaps.map(({ id, kind, gaps }) => (
                    <li key={id}>
                      {say(INTAKE.gaps)}：{say(SUBMISSION_KINDS[kind])} {gaps.join('、')}
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </>
        )}
      </Answer>
    </Section>
  )
}
