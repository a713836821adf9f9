import { Button, Input, Segmented } from 'antd'
import { type FormEvent, useMemo, useState } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { QUERY_PATHS, type RecordAnswer } from '../../src/query/contract.js'
import { DIFFERENCE_PATHS } from '../../src/query/difference-contract.js'
import { ESTIMATE_PATHS } from '../../src/query/estimate-contract.js'
import { AgentBanner, AgentVisitForm } from '../acting/agent-visit.js'
import { VISIT } from '../acting/visit-words.js'
import { ActivationPanel } from '../activation/activation-panel.js'
import { REAL_NAME } from '../activation/words.js'
import { CounterPapers } from '../certificates/counter-papers.js'
import { PAPERS } from '../certificates/words.js'
import { ContactForm } from '../contact/contact-form.js'
import { CONTACT } from '../contact/words.js'
import { RecordAloud } from '../easy/record-aloud.js'
import { EstimateScreen } from '../estimate/estimate-screen.js'
import type { EstimateSource } from '../estimate/use-estimate.js'
import { RecordScreen } from '../record/record-screen.js'
import type { RecordSource } from '../record/source.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { WORDS } from '../words.js'
import { CorrectionDialog } from './correction-dialog.js'
import { DESK_PATHS } from './paths.js'
import { PERSON } from './person-words.js'

/** 一个人的记录，经办看。No purpose, no look: neither it nor anything shown goes over from one person to another. */
export function PersonPage() {
  const { personId = '' } = useParams()
  return <OnePerson key={personId} personId={personId} />
}

function OnePerson({ personId }: { readonly personId: string }) {
  const { state } = useLocation()
  const [purpose, setPurpose] = useState<string>(() => String((state as { purpose?: string } | null)?.purpose ?? ''))
  if (purpose === '') return <Purpose onPurpose={setPurpose} />
  return <PersonRecord personId={personId} purpose={purpose} />
}

function Purpose({ onPurpose }: { readonly onPurpose: (purpose: string) => void }) {
  const { say } = useLanguage()
  const [text, setText] = useState('')
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim().length >= 2) onPurpose(text.trim())
  }
  return (
    <Page title={say(PERSON.whyFirst)} lead={say(PERSON.whyFirstLead)}>
      <form className="card purpose-form" onSubmit={go}>
        <Input
          autoFocus
          aria-label={say(PERSON.purpose)}
          placeholder={say(PERSON.purposeHint)}
          maxLength={200}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={text.trim().length < 2}>
          {say(PERSON.look)}
        </Button>
      </form>
    </Page>
  )
}

function PersonRecord({ personId, purpose }: { readonly personId: string; readonly purpose: string }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const [correcting, setCorrecting] = useState(false)
  const [about, setAbout] = useState<'record' | 'aloud' | 'estimate' | 'papers' | 'contact' | 'account' | 'agent'>(
    'record',
  )
  const source = useMemo<RecordSource>(
    () => ({
      record: pathOf(QUERY_PATHS.record, { personId }),
      figure: pathOf(QUERY_PATHS.figure, { personId }),
      difference: pathOf(DIFFERENCE_PATHS.person, { personId }),
      original: ({ posting, ordinal, documentId }) =>
        `${pathOf(QUERY_PATHS.original, { personId, posting, ordinal, documentId })}?${new URLSearchParams({ purpose })}`,
      objecting: {
        path: '/api/desk/objections',
        papers: DESK_PATHS.papers,
        body: { personId },
        atCounter: true,
      },
      query: { purpose },
    }),
    [personId, purpose],
  )
  const estimate = useMemo<EstimateSource>(
    () => ({
      estimate: pathOf(ESTIMATE_PATHS.person, { personId }),
      figure: pathOf(ESTIMATE_PATHS.figure, { personId }),
      body: { purpose },
    }),
    [personId, purpose],
  )
  // The same question as the record screen asks: answered once, written down once.
  const record = useAsk<RecordAnswer>(source.record, { purpose, language })
  const person = record.data?.sections.registration?.person
  return (
    <Page
      title={person ? `${person.fullName} ${person.identityNumber}` : say(PERSON.record)}
      lead={say(PERSON.forWhat, { purpose })}
      actions={
        <span className="desk-tools no-print">
          <Link to="/persons">{say(PERSON.backToSearch)}</Link>
          {record.data?.abilities.canCorrect && (
            <Button onClick={() => setCorrecting(true)}>{say(PERSON.correct)}</Button>
          )}
          <Button onClick={printPage}>{say(WORDS.print)}</Button>
        </span>
      }
    >
      <AgentBanner personId={personId} purpose={purpose} />
      <div className="scroll-x no-print">
        <Segmented
          aria-label={say(PERSON.about)}
          value={about}
          options={[
            { value: 'record', label: say(PERSON.record) },
            { value: 'aloud', label: say(PERSON.aloud) },
            { value: 'estimate', label: say(PERSON.estimate) },
            ...(can('statement.issue') ? [{ value: 'papers' as const, label: say(PAPERS.title) }] : []),
            ...(can('contact.change') ? [{ value: 'contact' as const, label: say(CONTACT.title) }] : []),
            ...(can('mandate.manage') && can('account.activate')
              ? [{ value: 'agent' as const, label: say(VISIT.title) }]
              : []),
            ...(can('account.activate') ? [{ value: 'account' as const, label: say(REAL_NAME.title) }] : []),
          ]}
          onChange={setAbout}
        />
      </div>
      {about === 'record' && <RecordScreen source={source} />}
      {about === 'aloud' && <Answer of={record}>{(answer) => <RecordAloud record={answer} />}</Answer>}
      {about === 'estimate' && <EstimateScreen source={estimate} />}
      {about === 'papers' && (
        <section className="card">
          <p>{say(PAPERS.lead)}</p>
          <CounterPapers personId={personId} purpose={purpose} />
        </section>
      )}
      {about === 'agent' && <AgentVisitForm personId={personId} purpose={purpose} onBegun={() => setAbout('record')} />}
      {about === 'account' && <ActivationPanel personId={personId} />}
      {about === 'contact' && (
        <ContactForm
          path={pathOf(DESK_PATHS.contact, { personId })}
          kind="contactChange"
          at="/api/desk/standard"
          asks="shown"
          purpose={purpose}
        />
      )}
      {correcting && record.data && (
        <CorrectionDialog
          personId={personId}
          source={source}
          contributions={record.data.sections.contributions ?? []}
          onClose={() => setCorrecting(false)}
        />
      )}
    </Page>
  )
}
