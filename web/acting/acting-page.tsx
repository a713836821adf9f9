import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type ActingAnswer, CAPACITY_NAMES, type StandingView } from '../../src/access/acting-contract.js'
import type { MandatesAnswer } from '../../src/collection/mandate-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { AfterDeath } from './after-death.js'
import './acting.css'
import { GrantForm } from './grant-form.js'
import { HelperForm } from './helper-form.js'
import { Given, Received } from './mandates.js'
import { ACTING_PATHS } from './paths.js'
import { useSwitch } from './switch.js'
import { ACTING } from './words.js'

/** 代办与授权。 */
export function ActingPage() {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const acting = useAsk<ActingAnswer>(ACTING_PATHS.acting)
  const isHelped = acting.data?.now?.capacity === 'helper'
  const again = () => {
    for (const key of [ACTING_PATHS.acting, ACTING_PATHS.mandates]) void queries.invalidateQueries({ queryKey: [key] })
  }
  return (
    <App component={false}>
      <Page title={say(ACTING.title)} lead={say(ACTING.lead)}>
        {isHelped ? (
          <p>{say(ACTING.helpedSays)}</p>
        ) : (
          <Section title={say(ACTING.choices)}>
            <Answer of={acting} rows={2}>
              {({ choices }) => <Choices choices={choices} />}
            </Answer>
          </Section>
        )}
        {!isHelped && <OwnMandates again={again} />}
        {acting.data?.now === undefined && <HelperForm />}
      </Page>
    </App>
  )
}

function Choices({ choices }: { readonly choices: readonly StandingView[] }) {
  const { say } = useLanguage()
  const act = useSwitch(ACTING_PATHS.acting)
  if (choices.length === 0) return <p>{say(ACTING.none)}</p>
  return (
    <>
      {choices.map(({ ref, name, capacity, narrowed, document, from, through }) => (
        <div key={ref} className="acting-row">
          <div>
            <p>
              <strong>{name}</strong> <span className="tag">{say(CAPACITY_NAMES[capacity])}</span>
            </p>
            {narrowed !== undefined && <p className="acting-narrowed">{say(narrowed)}</p>}
            <p className="acting-small">
              {document} · {say(ACTING.from, { day: from })}
              {through === undefined ? '' : ` ${say(ACTING.until, { day: through })}`}
            </p>
          </div>
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ ref })}>
            {say(ACTING.act)}
          </Button>
        </div>
      ))}
      <FormProblem error={act.error} />
    </>
  )
}

/** 我的授权：always one's own, whoever one acts for just now. */
function OwnMandates({ again }: { readonly again: () => void }) {
  const { say } = useLanguage()
  const answer = useAsk<MandatesAnswer>(ACTING_PATHS.mandates)
  return (
    <Answer of={answer} rows={4}>
      {({ given, received, relativesMay }) => (
        <>
          <Section title={say(ACTING.given)}>
            <Given items={given} again={again} />
          </Section>
          <Section title={say(ACTING.received)}>
            <Received items={received} again={again} />
          </Section>
          <GrantForm again={again} />
          <AfterDeath relativesMay={relativesMay} again={again} />
        </>
      )}
    </Answer>
  )
}
