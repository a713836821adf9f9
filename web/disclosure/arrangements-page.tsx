import { Button } from 'antd'
import { useState } from 'react'
import {
  ARRANGEMENT_STATES,
  ARRANGEMENTS_PATH,
  type ArrangementList,
  type ArrangementView,
  RECIPIENT_ACTS,
  RECIPIENT_KINDS,
  RECIPIENT_STATES,
  RECIPIENTS_PATH,
  type RecipientList,
  type RecipientView,
  SUBJECT_CLASSES,
} from '../../src/disclosure/arrangement-contract.js'
import { DISCLOSED } from '../../src/disclosure/contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { askFile } from '../shell/api.js'
import { bracketed, inList } from '../shell/both.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { ApplyDialog, DecideDialog, EnterDialog, NoteDialog } from './arrangement-dialogs.js'
import './disclosure.css'
import { DISCLOSURE } from './words.js'

type Open =
  | { readonly what: 'apply' | 'enter' }
  | { readonly what: 'approve' | 'return' | 'revoke'; readonly one: ArrangementView }
  | { readonly what: 'note'; readonly one: RecipientView }

/** 长期安排与对方登记。 */
export function ArrangementsPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const [open, setOpen] = useState<Open>()
  const arrangements = useAsk<ArrangementList>(ARRANGEMENTS_PATH)
  const recipients = useAsk<RecipientList>(RECIPIENTS_PATH)
  const operates = can('arrangement.operate')
  const close = () => setOpen(undefined)
  return (
    <Page
      title={say(DISCLOSURE.arrangements)}
      lead={say(DISCLOSURE.arrangementsLead)}
      actions={
        operates && (
          <>
            <Button onClick={() => setOpen({ what: 'enter' })}>{say(DISCLOSURE.enter)}</Button>{' '}
            <Button type="primary" onClick={() => setOpen({ what: 'apply' })}>
              {say(DISCLOSURE.apply)}
            </Button>
          </>
        )
      }
    >
      <div className="page-body">
        <Answer of={arrangements} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say(DISCLOSURE.noArrangements)} />
            ) : (
              <Arrangements items={items} onOpen={setOpen} />
            )
          }
        </Answer>
        <Section title={say(DISCLOSURE.recipients)}>
          <Answer of={recipients} rows={3}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={say(DISCLOSURE.noRecipients)} />
              ) : (
                <Recipients items={items} onOpen={setOpen} />
              )
            }
          </Answer>
        </Section>
      </div>
      {open?.what === 'apply' && <ApplyDialog recipients={recipients.data?.items ?? []} onClose={close} />}
      {open?.what === 'enter' && <EnterDialog onClose={close} />}
      {open?.what === 'note' && (
        <NoteDialog one={open.one} canResume={recipients.data?.canResume ?? false} onClose={close} />
      )}
      {(open?.what === 'approve' || open?.what === 'return' || open?.what === 'revoke') && (
        <DecideDialog one={open.one} move={open.what} onClose={close} />
      )}
    </Page>
  )
}

interface Opening {
  readonly onOpen: (open: Open) => void
}

function Arrangements({ items, onOpen }: Opening & { readonly items: readonly ArrangementView[] }) {
  const { say, language } = useLanguage()
  const columns: Column<ArrangementView>[] = [
    {
      name: 'serial',
      title: DISCLOSURE.serial,
      cell: ({ serial, keyPrint }) => (
        <>
          <span className="number">{serial}</span>
          <br />
          <small>
            {say(DISCLOSURE.keyPrint)} <span className="number">{keyPrint}</span>
          </small>
        </>
      ),
    },
    {
      name: 'unit',
      title: DISCLOSURE.unit,
      cell: ({ recipientName, recipientState }) => (
        <>
          {recipientName}{' '}
          {recipientState !== 'active' && <span className="tag tag-bad">{say(RECIPIENT_STATES[recipientState])}</span>}
        </>
      ),
    },
    {
      name: 'scope',
      title: DISCLOSURE.scope,
      cell: ({ subjectClass, listed, sections, fromMonth }) => (
        <>
          {subjectClass === undefined ? say(DISCLOSURE.listed, { n: listed }) : say(SUBJECT_CLASSES[subjectClass])}
          <br />
          <small>
            {inList(
              sections.map((section) => say(DISCLOSED[section])),
              language,
            )}{' '}
            <span className="number">{fromMonth}</span> —
          </small>
        </>
      ),
    },
    {
      name: 'purpose',
      title: DISCLOSURE.purpose,
      cell: ({ purpose, basis }) => `${purpose}${bracketed(basis, language)}`,
    },
    {
      name: 'quota',
      title: DISCLOSURE.quota,
      cell: ({ used, quota, calls }) => say(DISCLOSURE.used, { used, quota, calls }),
    },
    {
      name: 'term',
      title: DISCLOSURE.term,
      cell: ({ startOn, endOn, reviewDue }) => (
        <>
          <span className="number">{dayText(startOn, language)}</span> —{' '}
          <span className="number">{dayText(endOn, language)}</span>{' '}
          {reviewDue && <span className="tag tag-warn">{say(DISCLOSURE.reviewDue)}</span>}
        </>
      ),
    },
    {
      name: 'state',
      title: DISCLOSURE.state,
      cell: (one) => (
        <>
          <span className={one.state === 'approved' ? 'tag tag-good' : 'tag tag-warn'}>
            {say(ARRANGEMENT_STATES[one.state])}
          </span>{' '}
          {one.can.decide && (
            <Button size="small" type="primary" onClick={() => onOpen({ what: 'approve', one })}>
              {say(DISCLOSURE.approve)}
            </Button>
          )}{' '}
          {one.can.decide && (
            <Button size="small" onClick={() => onOpen({ what: 'return', one })}>
              {say(DISCLOSURE.return)}
            </Button>
          )}
          {one.can.revoke && (
            <Button size="small" danger onClick={() => onOpen({ what: 'revoke', one })}>
              {say(DISCLOSURE.revoke)}
            </Button>
          )}
        </>
      ),
    },
  ]
  return <DataTable caption={say(DISCLOSURE.arrangements)} columns={columns} rows={items} keyOf={({ id }) => id} />
}

function Recipients({ items, onOpen }: Opening & { readonly items: readonly RecipientView[] }) {
  const { say, language } = useLanguage()
  const save = async (recipient: string) => {
    const { blob } = await askFile(`${RECIPIENTS_PATH}/${recipient}/evidence`)
    saveFile(blob, `${recipient}-evidence.json`)
  }
  const columns: Column<RecipientView>[] = [
    { name: 'name', title: DISCLOSURE.unit, cell: ({ name, kind }) => `${name} · ${say(RECIPIENT_KINDS[kind])}` },
    {
      name: 'state',
      title: DISCLOSURE.state,
      cell: ({ state }) => (
        <span className={state === 'active' ? 'tag tag-good' : 'tag tag-bad'}>{say(RECIPIENT_STATES[state])}</span>
      ),
    },
    {
      name: 'agreement',
      title: DISCLOSURE.agreement,
      cell: ({ agreement }) =>
        agreement ? (
          <>
            {agreement.number} — {dayText(agreement.through, language)}{' '}
            {agreement.ending && <span className="tag tag-bad">{say(DISCLOSURE.agreementEnding)}</span>}
          </>
        ) : (
          '—'
        ),
    },
    {
      name: 'history',
      title: DISCLOSURE.history,
      cell: ({ events }) => (
        <ul className="inquiry-steps">
          {events.slice(-4).map(({ act, note, at }) => (
            <li key={`${act}/${at}`}>
              <span className="number">{instantText(at, language)}</span> {say(RECIPIENT_ACTS[act])} · {note}
            </li>
          ))}
        </ul>
      ),
    },
    {
      name: 'do',
      title: DISCLOSURE.addNote,
      cell: (one) => (
        <>
          <Button size="small" onClick={() => onOpen({ what: 'note', one })}>
            {say(DISCLOSURE.addNote)}
          </Button>{' '}
          <Button size="small" onClick={() => void save(one.recipient)}>
            {say(DISCLOSURE.evidence)}
          </Button>
        </>
      ),
    },
  ]
  return (
    <DataTable
      caption={say(DISCLOSURE.recipients)}
      columns={columns}
      rows={items}
      keyOf={({ recipient }) => recipient}
    />
  )
}
