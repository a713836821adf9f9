import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { KIOSK_PATHS, type KiosksAnswer, type Registered } from '../../src/channels/kiosk-contract.js'
import { countText } from '../shell/amounts.js'
import { ask, pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, useSentence } from '../shell/states.js'
import './hotline.css'
import { HOTLINE } from './words.js'

/** 自助终端的登记、加纸与停用。 */
export function KiosksPage() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const kiosks = useAsk<KiosksAnswer>(KIOSK_PATHS.kiosks, {})
  const [form, setForm] = useState({ name: '', agency: '' })
  const [code, setCode] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const nameOf = (agencies: KiosksAnswer['agencies'], code: string) => {
    const found = agencies.find((one) => one.code === code)
    return found === undefined ? code : say({ zh: found.name, en: found.english })
  }
  const refresh = () => void kiosks.refetch()
  const register = () =>
    ask<Registered>(KIOSK_PATHS.kiosks, { method: 'POST', body: form }).then((made) => {
      setCode(made.code)
      refresh()
    }, setProblem)
  const act = (pattern: string, terminal: string) =>
    void ask(pathOf(pattern, { terminal }), { method: 'POST' }).then(refresh, setProblem)
  return (
    <Page title={say(HOTLINE.kiosks)} lead={say(HOTLINE.kiosksLead)}>
      <Answer of={kiosks}>
        {({ agencies, kiosks: all }) => (
          <>
            <Section title={say(HOTLINE.register)}>
              <div className="order-form">
                <Input
                  aria-label={say(HOTLINE.name)}
                  placeholder={say(HOTLINE.name)}
                  maxLength={60}
                  value={form.name}
                  onChange={(event) => setForm({ ...form, name: event.target.value })}
                />
                <Select
                  aria-label={say(HOTLINE.site)}
                  value={form.agency || null}
                  placeholder={say(HOTLINE.site)}
                  onChange={(agency: string) => setForm({ ...form, agency })}
                  options={agencies.map((one) => ({ value: one.code, label: say({ zh: one.name, en: one.english }) }))}
                />
                <div>
                  <Button
                    type="primary"
                    disabled={form.name.trim().length < 2 || form.agency === ''}
                    onClick={() => void register()}
                  >
                    {say(HOTLINE.register)}
                  </Button>
                </div>
                {code !== undefined && <strong role="status">{say(HOTLINE.code, { code })}</strong>}
                {problem !== undefined && <p role="alert">{sentence(problem)}</p>}
              </div>
            </Section>
            <DataTable
              caption={say(HOTLINE.kiosks)}
              rows={all}
              keyOf={({ terminal }) => terminal}
              columns={[
                { name: 'name', title: HOTLINE.terminal, cell: ({ name }) => name },
                { name: 'agency', title: HOTLINE.site, cell: ({ agency }) => nameOf(agencies, agency) },
                {
                  name: 'state',
                  title: HOTLINE.state,
                  cell: ({ joined, ended, fault }) => (
                    <>
                      {say(ended ? HOTLINE.endedState : joined ? HOTLINE.inService : HOTLINE.waiting)}{' '}
                      {fault && <span className="tag tag-bad">{say(HOTLINE.fault)}</span>}
                    </>
                  ),
                },
                {
                  name: 'left',
                  title: HOTLINE.printsLeft,
                  amount: true,
                  cell: ({ printsLeft }) => countText(printsLeft),
                },
                { name: 'printed', title: HOTLINE.printed, amount: true, cell: ({ printed }) => countText(printed) },
                {
                  name: 'acts',
                  title: HOTLINE.act,
                  cell: ({ terminal, ended }) =>
                    ended ? null : (
                      <>
                        <Button size="small" onClick={() => act(KIOSK_PATHS.kioskRefill, terminal)}>
                          {say(HOTLINE.refill)}
                        </Button>{' '}
                        <Button size="small" danger onClick={() => act(KIOSK_PATHS.kioskEnd, terminal)}>
                          {say(HOTLINE.end)}
                        </Button>
                      </>
                    ),
                },
              ]}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}
