import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import {
  type ClockView,
  GROUNDS,
  INQUIRY_PATH,
  INQUIRY_STATES,
  type InquiryList,
  type InquiryView,
} from '../../src/disclosure/contract.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import './disclosure.css'
import { DISCLOSURE } from './words.js'

/** 查询案件：what waits, the most urgent first. */
export function InquiriesPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const go = useNavigate()
  const inquiries = useAsk<InquiryList>(INQUIRY_PATH)
  return (
    <Page
      title={say(DISCLOSURE.inquiries)}
      lead={say(DISCLOSURE.inquiriesLead)}
      actions={
        can('inquiry.receive') && (
          <Button type="primary" onClick={() => void go('/inquiries/new')}>
            {say(DISCLOSURE.receive)}
          </Button>
        )
      }
    >
      <Answer of={inquiries} rows={6}>
        {({ items, overdue }) =>
          items.length === 0 ? (
            <Empty title={say(DISCLOSURE.none)} />
          ) : (
            <div className="page-body">
              {overdue > 0 && <p className="tag tag-bad">{say(DISCLOSURE.overdue, { n: overdue })}</p>}
              <Inquiries items={items} />
            </div>
          )
        }
      </Answer>
    </Page>
  )
}

const TONES = { received: 'tag-warn', approved: 'tag-warn', refused: 'tag-quiet', executed: 'tag-good' } as const

function Inquiries({ items }: { readonly items: readonly InquiryView[] }) {
  const { say, language } = useLanguage()
  const columns: Column<InquiryView>[] = [
    {
      name: 'serial',
      title: DISCLOSURE.serial,
      cell: ({ id, serial }) => (
        <Link className="number" to={`/inquiries/${id}`}>
          {serial}
        </Link>
      ),
    },
    { name: 'ground', title: DISCLOSURE.ground, cell: ({ ground }) => say(GROUNDS[ground]) },
    { name: 'unit', title: DISCLOSURE.unit, cell: ({ unit }) => unit },
    { name: 'persons', title: DISCLOSURE.persons, amount: true, cell: ({ persons }) => countText(persons) },
    { name: 'agency', title: DISCLOSURE.agency, cell: ({ agencyName }) => agencyName },
    {
      name: 'at',
      title: DISCLOSURE.at,
      cell: ({ receivedAt }) => <span className="number">{instantText(receivedAt, language)}</span>,
    },
    {
      name: 'state',
      title: DISCLOSURE.state,
      cell: ({ state, gaps }) => (
        <>
          <span className={`tag ${TONES[state]}`}>{say(INQUIRY_STATES[state])}</span>
          {state === 'received' && gaps > 0 && (
            <span className="tag tag-bad">
              {say(DISCLOSURE.gaps)} {countText(gaps)}
            </span>
          )}
        </>
      ),
    },
    { name: 'due', title: DISCLOSURE.due, cell: ({ clock }) => (clock === undefined ? '—' : <Clock clock={clock} />) },
  ]
  return <DataTable caption={say(DISCLOSURE.inquiries)} columns={columns} rows={items} keyOf={({ id }) => id} />
}

/** 期限与所余。 */
export function Clock({ clock }: { readonly clock: ClockView }) {
  const { say, language } = useLanguage()
  const { state, due, left, provisional } = clock
  if (state === 'ended') return <span className="tag tag-quiet">{say(DISCLOSURE.ended)}</span>
  const tone = state === 'overdue' ? 'tag-bad' : state === 'running' ? 'tag-quiet' : 'tag-warn'
  return (
    <>
      <span className="number">{dayText(due, language)}</span>{' '}
      <span className={`tag ${tone}`}>
        {state === 'overdue' ? say(DISCLOSURE.late) : say(DISCLOSURE.left, { n: left })}
      </span>
      {provisional && <small> {say(DISCLOSURE.provisional)}</small>}
    </>
  )
}
