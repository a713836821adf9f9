import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox } from 'antd'
import { useState } from 'react'
import { INQUIRY_PATH, type InquiryDetail, SEND_WAYS } from '../../src/disclosure/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { bracketed } from '../shell/both.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { DutyPapers, MonthsFields, SectionsChoice } from './asked-fields.js'
import { ChoiceField, TextField } from './field.js'
import { OfficersField } from './officers-field.js'
import { NEW_OFFICER, type OfficerDraft, personsIn } from './receive-form.js'
import { DISCLOSURE } from './words.js'

export type StepKind = 'provide' | 'refuse' | 'supplement' | 'widen' | 'send' | 'acknowledge'

interface Draft {
  readonly reason: string
  readonly basisReviewed: boolean
  readonly papers: Readonly<Record<string, string>>
  readonly officers: readonly OfficerDraft[]
  readonly persons: string
  readonly sections: InquiryDetail['sections']
  readonly from: string
  readonly through: string
  readonly way: keyof typeof SEND_WAYS | undefined
}

const NEW: Draft = {
  ...{ reason: '', basisReviewed: false, papers: {}, officers: [], persons: '', sections: [] },
  ...{ from: '', through: '', way: undefined },
}
const ADDRESS: Readonly<Record<StepKind, string>> = {
  ...{ provide: 'decide', refuse: 'decide', supplement: 'supplement', widen: 'widen', send: 'send' },
  acknowledge: 'acknowledge',
}

/** 案件的一步。 */
export function StepDialog({
  one,
  kind,
  onClose,
}: {
  readonly one: InquiryDetail
  readonly kind: StepKind
  readonly onClose: () => void
}) {
  const { say, language } = useLanguage()
  const [draft, setDraft] = useState(NEW)
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const sending = useMutation<InquiryDetail, Problem>({
    mutationFn: () => ask(`${INQUIRY_PATH}/${one.id}/${ADDRESS[kind]}`, { method: 'POST', body: bodyOf(kind, draft) }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [`${INQUIRY_PATH}/${one.id}`] })
      void queries.invalidateQueries({ queryKey: [INQUIRY_PATH] })
      void message.success(say(DISCLOSURE.done))
      onClose()
    },
  })
  return (
    <Dialog
      wide
      title={`${say(DISCLOSURE[kind])} · ${one.unit}`}
      onClose={onClose}
      action={{
        ...{ text: say(DISCLOSURE[kind]), danger: kind === 'refuse', disabled: !isReady(kind, draft) },
        ...{ busy: sending.isPending, onClick: () => sending.mutate() },
      }}
    >
      <div className="return-form">
        <FormProblem error={sending.error} />
        {kind === 'supplement' ? (
          <Supplement one={one} draft={draft} change={change} />
        ) : (
          <>
            {kind === 'widen' && <Widen draft={draft} change={change} />}
            {kind === 'send' && (
              <ChoiceField
                label={DISCLOSURE.way}
                words={SEND_WAYS}
                value={draft.way}
                onChange={(way) => change({ way })}
              />
            )}
            <TextField
              label={kind === 'send' || kind === 'acknowledge' ? DISCLOSURE.note : DISCLOSURE.reason}
              value={draft.reason}
              rows={3}
              onChange={(reason) => change({ reason })}
            />
            {kind === 'provide' && one.basis.flag && (
              <Checkbox
                checked={draft.basisReviewed}
                onChange={({ target }) => change({ basisReviewed: target.checked })}
              >
                {say(DISCLOSURE.basisReviewed)}
                {bracketed(say(one.basis.flag), language)}
              </Checkbox>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

interface Part {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function Supplement({ one, draft, change }: Part & { readonly one: InquiryDetail }) {
  return (
    <>
      <DutyPapers
        ground={one.ground === 'organ' ? 'organ' : 'unit'}
        papers={draft.papers}
        onPaper={(name, documentId) => change({ papers: { ...draft.papers, [name]: documentId } })}
      />
      {one.ground === 'organ' && (
        <>
          <TextField
            label={DISCLOSURE.approvalNumber}
            value={draft.papers['approvalNumber'] ?? ''}
            onChange={(approvalNumber) => change({ papers: { ...draft.papers, approvalNumber } })}
          />
          <OfficersField
            officers={draft.officers.length === 0 ? [NEW_OFFICER, NEW_OFFICER] : draft.officers}
            onChange={(officers) => change({ officers })}
          />
        </>
      )}
    </>
  )
}

function Widen({ draft, change }: Part) {
  const { say } = useLanguage()
  return (
    <>
      <p>{say(DISCLOSURE.widenSays)}</p>
      <TextField
        label={DISCLOSURE.namedHint}
        value={draft.persons}
        rows={3}
        onChange={(persons) => change({ persons })}
      />
      <SectionsChoice sections={draft.sections} onChange={(sections) => change({ sections })} />
      <MonthsFields from={draft.from} through={draft.through} onChange={change} />
    </>
  )
}

function isReady(kind: StepKind, { reason, papers, officers, way }: Draft): boolean {
  if (kind === 'supplement') return Object.values(papers).some((one) => one.trim() !== '') || officers.length > 0
  if (kind === 'send') return way !== undefined && reason.trim().length > 1
  return reason.trim().length > (kind === 'acknowledge' ? 1 : 3)
}

function bodyOf(kind: StepKind, draft: Draft): object {
  const { reason, basisReviewed, papers, officers, persons, sections, from, through, way } = draft
  switch (kind) {
    case 'provide':
    case 'refuse':
      return { verdict: kind, reason, ...(basisReviewed ? { basisReviewed } : {}) }
    case 'supplement': {
      const given = Object.fromEntries(Object.entries(papers).filter(([, value]) => value.trim() !== ''))
      const named = officers.filter(({ name, cardNumber, validThrough }) => name && cardNumber && validThrough)
      return {
        ...(Object.keys(given).length === 0 ? {} : { papers: given }),
        ...(named.length === 0
          ? {}
          : { officers: named.map((one) => ({ ...one, cardKind: one.cardKind || '工作证' })) }),
      }
    }
    case 'widen': {
      const read = personsIn(persons)
      return {
        reason,
        ...(read.length === 0 ? {} : { persons: read }),
        ...(sections.length === 0 ? {} : { sections }),
        ...(from === '' ? {} : { from }),
        ...(through === '' ? {} : { through }),
      }
    }
    case 'send':
      return { way, note: reason }
    case 'acknowledge':
      return { note: reason }
  }
}
