import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import {
  HOTLINE_PATHS,
  type OrderAnswer,
  type OrdersAnswer,
  type OrderView,
  TOPICS,
} from '../../src/channels/work-order-contract.js'
import { dayText } from '../shell/amounts.js'
import { ask } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import './hotline.css'
import { OrderDetail } from './order-detail.js'
import { SaidForm } from './said-form.js'
import { actWords, HOTLINE } from './words.js'

/** 热线坐席：the orders that wait, by their due day, and a call to be taken. */
export function OrdersPage() {
  const { say } = useLanguage()
  const { number } = useParams()
  const orders = useAsk<OrdersAnswer>(HOTLINE_PATHS.orders, {})
  return (
    <Page title={say(HOTLINE.orders)} lead={say(HOTLINE.ordersLead)}>
      <Answer of={orders}>
        {(answer) =>
          number === undefined ? (
            <OrderList answer={answer} onOpened={() => void orders.refetch()} />
          ) : (
            <OrderDetail
              key={number}
              number={number}
              agencies={answer.agencies}
              onChanged={() => void orders.refetch()}
            />
          )
        }
      </Answer>
    </Page>
  )
}

function OrderList({ answer, onOpened }: { readonly answer: OrdersAnswer; readonly onOpened: () => void }) {
  const { say, language } = useLanguage()
  const go = useNavigate()
  const agencyOf = (code: string) => {
    const found = answer.agencies.find((one) => one.code === code)
    return found === undefined ? code : say({ zh: found.name, en: found.english })
  }
  return (
    <>
      <NewOrder onOpened={onOpened} />
      <Section title={say(HOTLINE.list)}>
        {answer.orders.length === 0 ? (
          <Empty title={say(HOTLINE.none)} />
        ) : (
          <DataTable<OrderView>
            caption={say(HOTLINE.orders)}
            rows={answer.orders}
            keyOf={({ number }) => number}
            columns={[
              {
                name: 'number',
                title: HOTLINE.number,
                cell: ({ number }) => (
                  <Button type="link" className="order-number" onClick={() => void go(`/hotline/${number}`)}>
                    {number}
                  </Button>
                ),
              },
              { name: 'topic', title: HOTLINE.topic, cell: ({ topic }) => say(TOPICS[topic]) },
              {
                name: 'caller',
                title: HOTLINE.caller,
                cell: ({ caller = '—', identified }) =>
                  `${caller} · ${say(identified ? HOTLINE.identified : HOTLINE.anonymous)}`,
              },
              { name: 'agency', title: HOTLINE.agency, cell: ({ agency }) => agencyOf(agency) },
              {
                name: 'due',
                title: HOTLINE.due,
                cell: ({ dueDay, dueProvisional, overdue }) =>
                  `${dayText(dueDay, language)}${dueProvisional ? say(HOTLINE.provisional) : ''}${overdue ? ` ${say(HOTLINE.overdue)}` : ''}`,
              },
              { name: 'state', title: HOTLINE.state, cell: ({ act }) => say(actWords(act)) },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function NewOrder({ onOpened }: { readonly onOpened: () => void }) {
  const { say } = useLanguage()
  const go = useNavigate()
  const [topic, setTopic] = useState<keyof typeof TOPICS>('consult')
  const [caller, setCaller] = useState('')
  const save = (said: string) =>
    ask<OrderAnswer>(HOTLINE_PATHS.orders, {
      ...{ method: 'POST', body: { topic, said, ...(caller === '' ? {} : { caller }) } },
    }).then(({ order }) => {
      onOpened()
      void go(`/hotline/${order.number}`)
    })
  return (
    <Section title={say(HOTLINE.open)}>
      <SaidForm {...{ label: HOTLINE.said, button: HOTLINE.save, onSend: save }}>
        <label>
          <span>{say(HOTLINE.topic)}</span>
          <Select
            aria-label={say(HOTLINE.topic)}
            value={topic}
            onChange={setTopic}
            options={Object.entries(TOPICS).map(([value, words]) => ({ value, label: say(words) }))}
          />
        </label>
        <label>
          <span>{say(HOTLINE.callerNumber)}</span>
          <Input
            inputMode="tel"
            value={caller}
            maxLength={20}
            onChange={(event) => setCaller(event.target.value.replace(/[^0-9+]/g, ''))}
          />
        </label>
      </SaidForm>
    </Section>
  )
}
