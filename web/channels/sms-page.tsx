import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { MESSAGE_STATES, SMS_PATHS, type SmsAnswer } from '../../src/channels/sms-contract.js'
import { dayText } from '../shell/amounts.js'
import { ask } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, useSentence } from '../shell/states.js'
import './channels.css'
import { CHANNEL, KINDS, TOPICS } from './words.js'

/** 短信通知：开通、核实、停止，以及近期发了什么。 */
export function SmsPage() {
  const { say, language } = useLanguage()
  const sentence = useSentence()
  const queries = useQueryClient()
  const sms = useAsk<SmsAnswer>(SMS_PATHS.sms, {})
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const post = (path: string, body?: object) =>
    ask<SmsAnswer>(path, { method: 'POST', ...(body === undefined ? {} : { body }) }).then(() => {
      setProblem(undefined)
      setCode('')
      void queries.invalidateQueries()
    }, setProblem)
  return (
    <Page title={say(CHANNEL.sms)} lead={say(CHANNEL.smsLead)}>
      <Answer of={sms}>
        {({ phone, state, validUntil, gateway, topics, messages }) => (
          <>
            {!gateway && <p role="status">{say(CHANNEL.noGateway)}</p>}
            {phone === undefined ? (
              <p>{say(CHANNEL.noPhone)}</p>
            ) : (
              <div className="channel-form">
                <p>
                  {say(CHANNEL.phone)} {phone}
                  <br />
                  <strong>
                    {say(CHANNEL[state], { day: validUntil === undefined ? '' : dayText(validUntil, language) })}
                  </strong>
                </p>
                {problem !== undefined && <p role="alert">{sentence(problem)}</p>}
                {state !== 'on' && <Button onClick={() => void post(SMS_PATHS.code)}>{say(CHANNEL.ask)}</Button>}
                {(state === 'asked' || state === 'again') && (
                  <>
                    <Input
                      aria-label={say(CHANNEL.code)}
                      placeholder={say(CHANNEL.code)}
                      inputMode="numeric"
                      autoComplete="one-time-code"
                      maxLength={6}
                      value={code}
                      onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
                    />
                    <Button
                      type="primary"
                      disabled={code.length !== 6}
                      onClick={() => void post(SMS_PATHS.confirm, { code })}
                    >
                      {say(CHANNEL.confirm)}
                    </Button>
                  </>
                )}
                {state !== 'off' && (
                  <Button danger onClick={() => void post(SMS_PATHS.end)}>
                    {say(CHANNEL.stop)}
                  </Button>
                )}
              </div>
            )}
            {phone !== undefined && state !== 'off' && (
              <Section title={say(CHANNEL.topics)}>
                <p>{say(CHANNEL.topicsLead)}</p>
                <ul className="sms-topics">
                  {topics.map(({ topic, wanted, fixed }) => (
                    <li key={topic}>
                      <Checkbox
                        checked={wanted}
                        disabled={fixed}
                        onChange={({ target }) => void post(SMS_PATHS.topics, { topic, wanted: target.checked })}
                      >
                        {say(TOPICS[topic])}
                      </Checkbox>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {messages.length > 0 && (
              <Section title={say(CHANNEL.sent)}>
                <DataTable
                  caption={say(CHANNEL.sent)}
                  rows={messages}
                  keyOf={({ kind, madeAt }) => `${kind}/${madeAt}`}
                  columns={[
                    {
                      name: 'kind',
                      title: CHANNEL.what,
                      cell: ({ kind }) => say(KINDS[kind] ?? { zh: kind, en: kind }),
                    },
                    { name: 'state', title: CHANNEL.state, cell: ({ state: one }) => say(stateWords(one)) },
                    { name: 'at', title: CHANNEL.at, cell: ({ madeAt }) => new Date(madeAt).toLocaleString(language) },
                  ]}
                />
              </Section>
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}

function stateWords(state: string): Both {
  return (MESSAGE_STATES as Readonly<Record<string, Both>>)[state] ?? { zh: state, en: state }
}
