import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ClaimRequest } from '../../src/collection/claim-contract.js'
import type { SuspenseList } from '../../src/collection/levy-contract.js'
import { ClaimDialog } from '../contribution/claim-dialog.js'
import { CLAIM } from '../contribution/words.js'
import { amountText, dayText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { WITHHELD } from '../submission/withheld.js'
import { shortInsurance } from '../submission/words.js'
import { LEVY } from './levy-words.js'
import { DESK_PATHS } from './paths.js'
import { AgainNote, ReopenedPage } from './reopened.js'

type Item = SuspenseList['items'][number]

/** 待认领；退回的认领也在这里改正重办。 */
export function SuspensePage() {
  const navigate = useNavigate()
  return (
    <ReopenedPage<ClaimRequest>>
      {(before, resubmits) => (
        <>
          <AgainNote resubmits={resubmits} />
          <Suspense />
          {before !== undefined && (
            <ClaimDialog
              posting={before.posting}
              ordinal={before.ordinal}
              before={before}
              resubmits={resubmits}
              onClose={() => navigate('/suspense')}
            />
          )}
        </>
      )}
    </ReopenedPage>
  )
}

function Suspense() {
  const { say } = useLanguage()
  const suspense = useAsk<SuspenseList>(DESK_PATHS.suspense)
  return (
    <Page title={say(LEVY.suspenseTitle)} lead={say(LEVY.suspenseLead)}>
      <Answer of={suspense} rows={6}>
        {({ items, total, withheld }) =>
          items.length + withheld === 0 ? (
            <Empty title={say(LEVY.noSuspense)} />
          ) : (
            <Items items={items} total={total} withheld={withheld} />
          )
        }
      </Answer>
    </Page>
  )
}

function Items({ items, total, withheld }: SuspenseList) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const [claimed, setClaimed] = useState<Item>()
  const columns: Column<Item>[] = [
    { name: 'arrival', title: LEVY.arrival, cell: ({ arrivalDay }) => dayText(arrivalDay, language) },
    { name: 'amount', title: LEVY.amount, amount: true, cell: ({ amount }) => amountText(amount) },
    { name: 'insurance', title: LEVY.insurance, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    { name: 'month', title: LEVY.month, cell: ({ contributionMonth }) => monthText(contributionMonth, language) },
    {
      name: 'person',
      title: LEVY.person,
      cell: ({ fullName, identityNumber }) => (
        <>
          {fullName} <small className="number">{identityNumber}</small>
        </>
      ),
    },
    { name: 'code', title: LEVY.creditCode, cell: ({ creditCode }) => <span className="number">{creditCode}</span> },
    { name: 'reason', title: LEVY.reason, cell: ({ reason }) => say(reason) },
    {
      name: 'claim',
      title: CLAIM.open,
      cell: (item) =>
        can('entry.submit') && (
          <Button size="small" onClick={() => setClaimed(item)}>
            {say(CLAIM.open)}
          </Button>
        ),
    },
    {
      name: 'place',
      title: LEVY.place,
      cell: ({ posting, ordinal }) => (
        <span className="number">
          {posting}/{ordinal}
        </span>
      ),
    },
  ]
  return (
    <>
      {withheld > 0 && <p className="suspense-total">{say(WITHHELD, { n: withheld })}</p>}
      <p className="suspense-total">
        {say(LEVY.suspenseTotal)} <strong className="number">{amountText(total)}</strong>
      </p>
      <DataTable
        caption={say(LEVY.suspenseTitle)}
        columns={columns}
        rows={items}
        keyOf={({ posting, ordinal }) => `${posting}/${ordinal}`}
      />
      {claimed && (
        <ClaimDialog posting={claimed.posting} ordinal={claimed.ordinal} onClose={() => setClaimed(undefined)} />
      )}
    </>
  )
}
