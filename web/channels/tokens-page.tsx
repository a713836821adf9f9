import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { Link, Navigate } from 'react-router'
import {
  SCOPES,
  type Scope,
  TOKEN_PATHS,
  type TokenMade,
  type TokensAnswer,
} from '../../src/channels/token-contract.js'
import { ask, pathOf } from '../shell/api.js'
import { inList } from '../shell/both.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Loading, useSentence } from '../shell/states.js'
import { Ticks } from '../shell/ticks.js'
import './channels.css'
import { CHANNEL } from './words.js'

/** 个人令牌，of a person or of an employer's operator. */
export function TokensPage() {
  const { who } = useSession()
  if (who === undefined) return <Loading />
  if (who === null) return <Navigate to="/sign-in" replace state={{ from: '/tokens' }} />
  return <Tokens realm={who.realm} />
}

function Tokens({ realm }: { readonly realm: string }) {
  const { say, language } = useLanguage()
  const sentence = useSentence()
  const queries = useQueryClient()
  const tokens = useAsk<TokensAnswer>(TOKEN_PATHS.tokens, {})
  const [problem, setProblem] = useState<unknown>()
  const day = (at: number) => new Date(at).toLocaleDateString(language)
  const revoke = (token: string) =>
    ask(pathOf(TOKEN_PATHS.end, { token }), { method: 'POST' }).then(() => void queries.invalidateQueries(), setProblem)
  return (
    <Page
      title={say(CHANNEL.tokens)}
      lead={say(CHANNEL.tokensLead)}
      actions={<Link to="/api-docs">{say(CHANNEL.docs)}</Link>}
    >
      <Answer of={tokens}>
        {(answer) => (
          <>
            <NewToken realm={realm} longest={answer.longest} />
            {problem !== undefined && <p role="alert">{sentence(problem)}</p>}
            <Section title={say(CHANNEL.tokens)}>
              <DataTable
                caption={say(CHANNEL.tokens)}
                rows={answer.tokens}
                keyOf={({ token }) => token}
                columns={[
                  { name: 'name', title: CHANNEL.name, cell: ({ name }) => name },
                  {
                    name: 'scopes',
                    title: CHANNEL.scopes,
                    cell: ({ scopes }) =>
                      inList(
                        scopes.map((one) => say(SCOPES[one as Scope])),
                        language,
                      ),
                  },
                  { name: 'ends', title: CHANNEL.ends, cell: ({ endsAt }) => day(endsAt) },
                  {
                    name: 'used',
                    title: CHANNEL.used,
                    cell: ({ usedAt }) => (usedAt === undefined ? say(CHANNEL.never) : day(usedAt)),
                  },
                  { name: 'state', title: CHANNEL.state, cell: ({ state }) => say(CHANNEL[state]) },
                  {
                    name: 'end',
                    title: CHANNEL.end,
                    cell: ({ token, state }) =>
                      state === 'live' ? (
                        <Button size="small" danger onClick={() => void revoke(token)}>
                          {say(CHANNEL.end)}
                        </Button>
                      ) : null,
                  },
                ]}
              />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  )
}

function NewToken({ realm, longest }: { readonly realm: string; readonly longest: number }) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const queries = useQueryClient()
  const own = (Object.keys(SCOPES) as Scope[]).filter((one) => SCOPES[one].realm === realm)
  const [form, setForm] = useState({ name: '', days: 30, password: '', scopes: own })
  const [secret, setSecret] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const make = () =>
    ask<TokenMade>(TOKEN_PATHS.tokens, { method: 'POST', body: form }).then((made) => {
      setSecret(made.secret)
      setProblem(undefined)
      setForm((now) => ({ ...now, name: '', password: '' }))
      void queries.invalidateQueries()
    }, setProblem)
  return (
    <div className="channel-form">
      <Input
        aria-label={say(CHANNEL.name)}
        placeholder={say(CHANNEL.name)}
        maxLength={60}
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      <Ticks
        label={say(CHANNEL.scopes)}
        value={form.scopes}
        onChange={(scopes) => setForm({ ...form, scopes })}
        options={own.map((value) => ({ value, label: say(SCOPES[value]) }))}
      />
      <InputNumber
        aria-label={say(CHANNEL.days, { n: longest })}
        addonBefore={say(CHANNEL.days, { n: longest })}
        min={1}
        max={longest}
        precision={0}
        value={form.days}
        onChange={(days) => setForm({ ...form, days: days ?? 1 })}
      />
      <Input.Password
        aria-label={say(CHANNEL.password)}
        placeholder={say(CHANNEL.password)}
        autoComplete="current-password"
        value={form.password}
        onChange={(event) => setForm({ ...form, password: event.target.value })}
      />
      {problem !== undefined && <p role="alert">{sentence(problem)}</p>}
      <Button
        type="primary"
        disabled={form.name === '' || form.password === '' || form.scopes.length === 0}
        onClick={() => void make()}
      >
        {say(CHANNEL.make)}
      </Button>
      {secret !== undefined && (
        <p className="token-secret" role="status">
          {say(CHANNEL.secret)}
          <br />
          <code>{secret}</code>
        </p>
      )}
    </div>
  )
}
