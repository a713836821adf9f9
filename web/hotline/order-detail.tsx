import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import {
  HANDED_OVER,
  HOTLINE_PATHS,
  type OrderAnswer,
  type OrderContent,
  type OrdersAnswer,
  TOPICS,
} from '../../src/channels/work-order-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { ask, pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, useSentence } from '../shell/states.js'
import { SaidForm } from './said-form.js'
import { actWords, HOTLINE } from './words.js'

interface Props {
  readonly number: string
  readonly agencies: OrdersAnswer['agencies']
  readonly onChanged: () => void
}

/** 一张工单：its steps, what may be told, and what to do next. */
export function OrderDetail({ number, agencies, onChanged }: Props) {
  const { say, language } = useLanguage()
  const sentence = useSentence()
  const go = useNavigate()
  const order = useAsk<OrderAnswer>(pathOf(HOTLINE_PATHS.order, { number }), {})
  const [content, setContent] = useState<OrderContent>()
  const [problem, setProblem] = useState<unknown>()
  const tell = () =>
    ask<OrderContent>(pathOf(HOTLINE_PATHS.content, { number }), { method: 'POST', query: { language } }).then(
      setContent,
      setProblem,
    )
  const changed = () => {
    void order.refetch()
    onChanged()
  }
  return (
    <Answer of={order}>
      {({ order: view, steps }) => (
        <Section
          title={`${number} · ${say(TOPICS[view.topic])}`}
          aside={<Button onClick={() => void go('/hotline')}>{say(HOTLINE.back)}</Button>}
        >
          <p className="order-facts">
            {say(HOTLINE.caller)} {view.caller ?? '—'} · {say(view.identified ? HOTLINE.identified : HOTLINE.anonymous)}{' '}
            · {say(HOTLINE.due)} {dayText(view.dueDay, language)}
          </p>
          <ol className="order-steps">
            {steps.map(({ act, said, by = '', at }) => (
              <li key={at}>
                <strong>{say(actWords(act))}</strong> {by} · {instantText(at, language)}
                <p>{said === HANDED_OVER.zh ? say(HANDED_OVER) : said}</p>
              </li>
            ))}
          </ol>
          {problem !== undefined && <p role="alert">{sentence(problem)}</p>}
          {view.identified && view.act !== 'closed' && <Button onClick={() => void tell()}>{say(HOTLINE.tell)}</Button>}
          {content !== undefined && (
            <section className="order-told" aria-label={say(HOTLINE.told)}>
              <strong>{say(HOTLINE.told)}</strong>
              {content.items.flatMap(({ item, sentences }) =>
                sentences.map((text) => <p key={`${item}/${text}`}>{text}</p>),
              )}
            </section>
          )}
          {view.act !== 'closed' && <NextStep number={number} agencies={agencies} onDone={changed} />}
        </Section>
      )}
    </Answer>
  )
}

const DOINGS = { noted: HOTLINE.note, passed: HOTLINE.pass, answered: HOTLINE.answer, closed: HOTLINE.close } as const

function NextStep({ number, agencies, onDone }: Omit<Props, 'onChanged'> & { readonly onDone: () => void }) {
  const { say } = useLanguage()
  const [act, setAct] = useState<keyof typeof DOINGS>('noted')
  const [to, setTo] = useState<string>()
  const send = (said: string) =>
    ask(pathOf(HOTLINE_PATHS.steps, { number }), {
      ...{ method: 'POST', body: { act, said, ...(act === 'passed' && to !== undefined ? { to } : {}) } },
    }).then(onDone)
  return (
    <SaidForm
      {...{ label: HOTLINE.words, button: DOINGS[act], onSend: send }}
      unready={act === 'passed' && to === undefined}
    >
      <label>
        <span>{say(HOTLINE.act)}</span>
        <Select
          aria-label={say(HOTLINE.act)}
          value={act}
          onChange={setAct}
          options={Object.entries(DOINGS).map(([value, words]) => ({ value, label: say(words) }))}
        />
      </label>
      {act === 'passed' && (
        <label>
          <span>{say(HOTLINE.to)}</span>
          <Select
            aria-label={say(HOTLINE.to)}
            value={to}
            onChange={setTo}
            options={agencies.map(({ code, name, english }) => ({
              value: code,
              label: say({ zh: name, en: english }),
            }))}
          />
        </label>
      )}
    </SaidForm>
  )
}
