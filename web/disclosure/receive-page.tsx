import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import {
  type BasisList,
  GROUNDS,
  INQUIRY_PATH,
  QUERY_ACTS,
  QUERY_REASONS,
  type ReceivedInquiries,
  type ReceiveInquiry,
  ROUTES,
} from '../../src/disclosure/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { inList } from '../shell/both.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { DutyPapers, MonthsFields, SectionsChoice } from './asked-fields.js'
import './disclosure.css'
import { ChoiceField, Field, TextField } from './field.js'
import { OfficersField } from './officers-field.js'
import { lacking, NEW_DRAFT, type ReceiveDraft, requestOf, TYPED } from './receive-form.js'
import { DISCLOSURE } from './words.js'

type Change = (change: Partial<ReceiveDraft>) => void
interface Part {
  readonly draft: ReceiveDraft
  readonly change: Change
}

/** 收受申请。Everything on one page, in the order in which it is asked at the window; papers may follow. */
export function ReceivePage() {
  const { say, language } = useLanguage()
  const [draft, setDraft] = useState(NEW_DRAFT)
  const change: Change = (part) => setDraft((old) => ({ ...old, ...part }))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const go = useNavigate()
  const sending = useMutation<ReceivedInquiries, Problem, ReceiveInquiry>({
    mutationFn: (body) => ask(INQUIRY_PATH, { method: 'POST', body }),
    onSuccess: ({ items }) => {
      void queries.invalidateQueries({ queryKey: [INQUIRY_PATH] })
      void message.success(
        say(DISCLOSURE.received, {
          serial: inList(
            items.map(({ serial }) => serial),
            language,
          ),
        }),
      )
      void go(items.length === 1 ? `/inquiries/${items[0]!.id}` : '/inquiries')
    },
  })
  const missing = lacking(draft)
  return (
    <Page title={say(DISCLOSURE.receive)} lead={say(DISCLOSURE.inquiriesLead)}>
      <form
        className="inquiry-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (missing.length === 0) sending.mutate(requestOf(draft))
        }}
      >
        <Who draft={draft} change={change} />
        <Ground draft={draft} change={change} />
        <Papers draft={draft} change={change} />
        {draft.ground === 'organ' && (
          <OfficersField officers={draft.officers} onChange={(officers) => change({ officers })} />
        )}
        <What draft={draft} change={change} />
        <FormProblem error={sending.error} />
        <div className="inquiry-go">
          <Button type="primary" htmlType="submit" disabled={missing.length > 0} loading={sending.isPending}>
            {say(DISCLOSURE.submit)}
          </Button>
          {missing.length > 0 && (
            <small role="status">
              {say(DISCLOSURE.incomplete, {
                what: inList(
                  missing.map((one) => say(one)),
                  language,
                ),
              })}
            </small>
          )}
        </div>
      </form>
    </Page>
  )
}

function Who({ draft, change }: Part) {
  const { say } = useLanguage()
  const { ground, unit } = draft
  return (
    <fieldset>
      <legend>{say(DISCLOSURE.unit)}</legend>
      <Field label={DISCLOSURE.ground} wide>
        <Radio.Group
          aria-label={say(DISCLOSURE.ground)}
          value={ground}
          options={(['organ', 'unit'] as const).map((key) => ({ value: key, label: say(GROUNDS[key]) }))}
          onChange={({ target }) => change({ ground: target.value as ReceiveDraft['ground'], basisId: '' })}
        />
      </Field>
      <TextField label={DISCLOSURE.unit} value={unit.name} onChange={(name) => change({ unit: { ...unit, name } })} />
      <TextField
        label={DISCLOSURE.contact}
        value={unit.contact}
        onChange={(contact) => change({ unit: { ...unit, contact } })}
      />
      <TextField
        label={DISCLOSURE.phone}
        value={unit.phone}
        onChange={(phone) => change({ unit: { ...unit, phone } })}
      />
    </fieldset>
  )
}

function Ground({ draft, change }: Part) {
  const { say } = useLanguage()
  const bases = useAsk<BasisList>('/api/desk/inquiry-bases')
  const fitting = (bases.data?.items ?? []).filter((one) => one.for.includes(draft.ground))
  const words = Object.fromEntries([
    ...fitting.map((one) => {
      const marks = [
        one.inForce ? undefined : DISCLOSURE.notInForce,
        one.status === 'final' ? undefined : DISCLOSURE.unconfirmed,
      ]
      const tail = (language: 'zh' | 'en') => marks.map((mark) => mark?.[language] ?? '').join('')
      const name = `《${one.document}》${one.article}`
      return [one.id, { zh: name + tail('zh'), en: name + tail('en') }]
    }),
    [TYPED, DISCLOSURE.typedBasis],
  ]) as Record<string, { zh: string; en: string }>
  return (
    <fieldset>
      <legend>{say(DISCLOSURE.purpose)}</legend>
      {draft.ground === 'organ' && (
        <>
          <p className="inquiry-wide desk-note">{say(DISCLOSURE.standardLead)}</p>
          <ChoiceField
            label={DISCLOSURE.standard}
            words={QUERY_REASONS}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
          />
          <TextField label={DISCLOSURE.says} value={draft.says} onChange={(says) => change({ says })} />
        </>
      )}
      <ChoiceField
        label={DISCLOSURE.basis}
        words={words}
        value={draft.basisId === '' ? undefined : draft.basisId}
        onChange={(basisId) => change({ basisId })}
      />
      {draft.basisId === TYPED && (
        <>
          <TextField label={DISCLOSURE.document} value={draft.document} onChange={(document) => change({ document })} />
          <TextField label={DISCLOSURE.article} value={draft.article} onChange={(article) => change({ article })} />
        </>
      )}
      <TextField label={DISCLOSURE.purpose} value={draft.purpose} wide onChange={(purpose) => change({ purpose })} />
      <ChoiceField label={DISCLOSURE.act} words={QUERY_ACTS} value={draft.act} onChange={(act) => change({ act })} />
      <Field label={DISCLOSURE.mayTell}>
        <Radio.Group
          aria-label={say(DISCLOSURE.mayTell)}
          value={draft.mayTell}
          options={[
            { value: true, label: say(DISCLOSURE.yes) },
            { value: false, label: say(DISCLOSURE.no) },
          ]}
          onChange={({ target }) => change({ mayTell: target.value as boolean })}
        />
      </Field>
    </fieldset>
  )
}

function Papers({ draft, change }: Part) {
  const { say } = useLanguage()
  const { papers, ground } = draft
  return (
    <fieldset>
      <legend>{say(DISCLOSURE.papers)}</legend>
      <DutyPapers
        ground={ground}
        papers={papers}
        onPaper={(name, documentId) => change({ papers: { ...papers, [name]: documentId } })}
      />
      {ground === 'organ' && (
        <TextField
          label={DISCLOSURE.approvalNumber}
          value={papers.approvalNumber ?? ''}
          onChange={(text) => {
            const { approvalNumber: _, ...rest } = papers
            change({ papers: text.trim() === '' ? rest : { ...rest, approvalNumber: text } })
          }}
        />
      )}
    </fieldset>
  )
}

function What({ draft, change }: Part) {
  const { say } = useLanguage()
  return (
    <fieldset>
      <legend>{say(DISCLOSURE.items)}</legend>
      <TextField
        label={{
          zh: `${DISCLOSURE.named.zh}（${DISCLOSURE.namedHint.zh}）`,
          en: `${DISCLOSURE.named.en} (${DISCLOSURE.namedHint.en})`,
        }}
        value={draft.persons}
        rows={4}
        wide
        onChange={(persons) => change({ persons })}
      />
      <Field label={DISCLOSURE.items} wide>
        <SectionsChoice sections={draft.sections} onChange={(sections) => change({ sections })} />
      </Field>
      <MonthsFields from={draft.from} through={draft.through} onChange={change} />
      <ChoiceField
        label={DISCLOSURE.route}
        words={ROUTES}
        value={draft.route}
        onChange={(route) => change({ route })}
      />
      {draft.route === 'city' && (
        <TextField
          label={DISCLOSURE.cityReason}
          value={draft.cityReason}
          wide
          onChange={(cityReason) => change({ cityReason })}
        />
      )}
    </fieldset>
  )
}
