import { useParams } from 'react-router'
import type { ObjectionCase } from '../../src/objections/contract.js'
import { WhyTree } from '../record/why-tree.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { CaseActs } from './case-acts.js'
import { EchoSection } from './echo.js'
import { ObjectionFacts } from './objection-card.js'
import './objections.css'
import { OBJECTION } from './words.js'

/** 一件异议，经办看：the figure then and now, what the agency holds, and the next step. */
export function ObjectionPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const found = useAsk<ObjectionCase>(`/api/desk/objections/${id}`)
  return (
    <Page title={found.data ? `${say(OBJECTION.list)} ${found.data.objection.serial}` : say(OBJECTION.list)}>
      <Answer of={found} rows={8}>
        {(one) => (
          <>
            <div className="card objection-card">
              <ObjectionFacts one={one.objection} />
              {one.standsAside && <p role="note">{say(OBJECTION.aside)}</p>}
              {one.correction && (
                <p>
                  {say(OBJECTION.correction)}{' '}
                  <a href={`/submissions/${one.correction.submissionId}`}>{one.correction.submissionId}</a>
                </p>
              )}
            </div>
            <CaseActs one={one} />
            <ThenAndNow one={one} />
            {one.objection.state === 'closed' && one.correction && <EchoSection id={one.objection.id} />}
          </>
        )}
      </Answer>
    </Page>
  )
}

function ThenAndNow({ one }: { readonly one: ObjectionCase }) {
  const { say } = useLanguage()
  const { asThen, asNow } = one.explained
  return (
    <div className="objection-sides">
      <Section title={say(OBJECTION.asThen)}>
        <p className="number">{say(one.objection.shown)}</p>
        {asThen && <WhyTree root={asThen} />}
      </Section>
      <Section title={say(OBJECTION.asNow)}>
        <p className="number">{one.now ? say(one.now) : '—'}</p>
        {asNow && <WhyTree root={asNow} />}
      </Section>
    </div>
  )
}
