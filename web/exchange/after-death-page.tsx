import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Estate, EXCHANGE_PATH, type OverpaidList } from '../../src/exchange/contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText, dayText, monthText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { FindDead } from './find-dead.js'
import { AT, OpenRecoveryDialog, Recoveries } from './recoveries.js'
import { RECOVERY } from './recovery-words.js'
import { EXCHANGE, RELATIVES_BRING } from './words.js'

/** 死亡之后：what relatives bring, what they come for, and what is to be recovered. */
export function AfterDeathPage() {
  const { say } = useLanguage()
  const [personId, setPersonId] = useState('')
  return (
    <Page title={say(EXCHANGE.after)} lead={say(EXCHANGE.afterLead)}>
      <Section title={say(EXCHANGE.bring)}>
        <ul>
          {RELATIVES_BRING.map((one) => (
            <li key={one.en}>{say(one)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say(EXCHANGE.estate)}>
        <FindDead onPerson={setPersonId} />
        {personId !== '' && <EstateOf personId={personId} />}
      </Section>
      <Overpaid onPerson={setPersonId} />
      <Recoveries />
    </Page>
  )
}

function EstateOf({ personId }: { readonly personId: string }) {
  const { say, language } = useLanguage()
  const estate = useAsk<Estate>(`${EXCHANGE_PATH}/estates/${personId}`)
  return (
    <Answer of={estate} rows={3}>
      {({ fullName, identityNumber, day, accounts, overpaid }) => (
        <dl className="exchange-sides">
          <dt>{say(EXCHANGE.about)}</dt>
          <dd>
            {fullName} <span className="number">{identityNumber}</span>
          </dd>
          <dt>{say(EXCHANGE.died)}</dt>
          <dd>{dayText(day, language)}</dd>
          {accounts.map(({ insurance, balance }) => (
            <div key={insurance}>
              <dt>
                {say(EXCHANGE.accountBalance)} · {say(insuranceName(insurance))}
              </dt>
              <dd className="number">{amountText(balance)}</dd>
            </div>
          ))}
          <dt>{say(EXCHANGE.overpaidSum)}</dt>
          <dd className="number">{amountText(overpaid)}</dd>
        </dl>
      )}
    </Answer>
  )
}

function Overpaid({ onPerson }: { readonly onPerson: (personId: string) => void }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const [opening, setOpening] = useState<OverpaidList['items'][number]>()
  const overpaid = useAsk<OverpaidList>(`${EXCHANGE_PATH}/overpaid`)
  return (
    <Section title={say(EXCHANGE.overpaid)}>
      <p className="section-lead">{say(EXCHANGE.overpaidSays)}</p>
      <Answer of={overpaid} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(EXCHANGE.noOverpaid)} />
          ) : (
            <DataTable
              caption={say(EXCHANGE.overpaid)}
              rows={items}
              keyOf={({ personId, month, insurance }) => `${personId}/${month}/${insurance}`}
              columns={[
                {
                  name: 'person',
                  title: EXCHANGE.about,
                  cell: ({ personId, fullName, identityNumber }) => (
                    <Button type="link" onClick={() => onPerson(personId)}>
                      {fullName} {identityNumber}
                    </Button>
                  ),
                },
                { name: 'died', title: EXCHANGE.died, cell: ({ day }) => dayText(day, language) },
                { name: 'month', title: EXCHANGE.month, cell: ({ month }) => monthText(month, language) },
                {
                  name: 'insurance',
                  title: EXCHANGE.insurance,
                  cell: ({ insurance }) => say(insuranceName(insurance)),
                },
                { name: 'amount', title: EXCHANGE.amount, amount: true, cell: ({ amount }) => amountText(amount) },
                {
                  name: 'recovery',
                  title: RECOVERY.title,
                  cell: (row) =>
                    row.recovery !== undefined ? (
                      <Link to={`${AT}/${row.recovery}`}>{say(RECOVERY.look)}</Link>
                    ) : (
                      can('exchange.decide') && (
                        <Button size="small" onClick={() => setOpening(row)}>
                          {say(RECOVERY.open)}
                        </Button>
                      )
                    ),
                },
              ]}
            />
          )
        }
      </Answer>
      {opening && (
        <OpenRecoveryDialog
          personId={opening.personId}
          about={opening.fullName}
          onClose={() => setOpening(undefined)}
        />
      )}
    </Section>
  )
}
