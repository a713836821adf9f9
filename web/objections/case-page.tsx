import { useParams } from 'react-router'
import type { ObjectionCase } from '../../src/objections/contract.js'
import type { Explanation } from '../../src/query/contract.js'
import { ExplainFact } from '../record/explain-fact.js'
import '../record/explain.css'
import '../record/record.css'
import { OriginalProvider } from '../record/source.js'
import { WhyTree } from '../record/why-tree.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { CaseActs } from './case-acts.js'
import { EchoSection } from './echo.js'
import { ObjectionFacts } from './objection-card.js'
import './objections.css'
import { SlipButton } from './slip-button.js'
import { OBJECTION } from './words.js'

/** 一件异议，经办看：the figure then and now, what the agency holds, and the next step. */
export function ObjectionPage() {
  const { say, language } = useLanguage()
  const { id = '' } = useParams()
  const found = useAsk<ObjectionCase>(`/api/desk/objections/${id}`, { language })
  const paperOf = (documentId: string) => `/api/desk/objections/${id}/papers/${documentId}`
  return (
    <Page key={id} title={found.data ? `${say(OBJECTION.list)} ${found.data.objection.serial}` : say(OBJECTION.list)}>
      <Answer of={found} rows={8}>
        {(one) => (
          <>
            <div className="card objection-card">
              <ObjectionFacts one={one.objection} paperOf={paperOf} />
              {one.standsAside && <p role="note">{say(OBJECTION.aside)}</p>}
              {one.correction && (
                <p>
                  {say(OBJECTION.correction)}{' '}
                  <a href={`/submissions/${one.correction.submissionId}`}>{say(OBJECTION.openCorrection)}</a>
                </p>
              )}
            </div>
            <CaseActs one={one} />
            {one.objection.state === 'withKeeper' && one.acts.includes('keeperTold') && (
              <SlipButton id={one.objection.id} />
            )}
            <OriginalProvider original={({ documentId }) => paperOf(documentId)}>
              <ThenAndNow one={one} />
              <HeldVouchers one={one} />
            </OriginalProvider>
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
    <>
      <p className="section-lead">{say(OBJECTION.heldLead)}</p>
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
    </>
  )
}

const OF = { raised: OBJECTION.heldThen, now: OBJECTION.heldNow, both: OBJECTION.heldBoth } as const

/** 推导里已经列出凭证的事实。 */
function factsIn(root: Explanation): string[] {
  const { fact } = root
  return [...(fact ? [`${fact.posting}/${fact.ordinal}`] : []), ...root.from.flatMap(factsIn)]
}

/** 先查自己所存的：the vouchers of the disputed facts that no derivation shows, with their papers, each opened through the gate. */
function HeldVouchers({ one }: { readonly one: ObjectionCase }) {
  const { say } = useLanguage()
  const told = new Set(Object.values(one.explained).flatMap(factsIn))
  const rest = one.held.filter(({ posting, ordinal }) => !told.has(`${posting}/${ordinal}`))
  if (rest.length === 0 && told.size > 0) return null
  return (
    <Section title={say(OBJECTION.held)}>
      <p className="section-lead">{say(OBJECTION.heldLead)}</p>
      {rest.length === 0 && <p>{say(OBJECTION.noHeld)}</p>}
      <div className="objection-sides">
        {rest.map(({ of, ...fact }) => (
          <div key={`${fact.posting}/${fact.ordinal}`} className="card">
            <span className="tag">{say(OF[of])}</span>
            <ExplainFact fact={fact} />
          </div>
        ))}
      </div>
    </Section>
  )
}
