import { Button } from 'antd'
import { useState } from 'react'
import type { PaperView as Paper } from '../../src/archive/contract.js'
import {
  isChecked,
  KEEPING_FINDINGS,
  KEEPING_KINDS,
  KEEPING_PATHS,
  type KeepingKind,
  type KeepingList,
  type KeepingView,
} from '../../src/archive/keeping-contract.js'
import { PaperField } from '../desk/paper-field.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Asking } from './asking.js'
import { KEEPING } from './keeping-words.js'

/** 保管台账：what there is to keep records with, who answers for it, and what is wanting. */
export function Keeping() {
  const { say } = useLanguage()
  const list = useAsk<KeepingList>(KEEPING_PATHS.keeping)
  return (
    <Answer of={list} rows={6}>
      {(found) => (
        <>
          <p className="section-lead">{say(KEEPING.lead)}</p>
          <Problems found={found} />
          {found.items.length === 0 ? <Empty title={say(KEEPING.empty)} /> : <Register found={found} />}
          {found.mayKeep && <NewLine />}
        </>
      )}
    </Answer>
  )
}

function Problems({ found: { problems } }: { readonly found: KeepingList }) {
  const { say } = useLanguage()
  return (
    <Section title={say(KEEPING.problems)}>
      {problems.length === 0 ? (
        <p>{say(KEEPING.none)}</p>
      ) : (
        <div role="alert">
          <ul>
            {problems.map(({ agency, agencyName, finding, name = '' }) => (
              <li key={`${agency}/${finding}/${name}`}>
                {agencyName} · {say(KEEPING_FINDINGS[finding])} {name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}

function Register({ found: { items, mayKeep } }: { readonly found: KeepingList }) {
  const { say, language } = useLanguage()
  const [act, setAct] = useState<{ readonly one: KeepingView; readonly what: 'check' | 'retire' }>()
  const state = (one: KeepingView) =>
    one.retired ? `${say(KEEPING.retired)} ${instantText(one.retired.at, language)} ${one.retired.why}` : lastText(one)
  const lastText = ({ lastCheck }: KeepingView) =>
    lastCheck === undefined
      ? '—'
      : `${say(lastCheck.fine ? KEEPING.fine : KEEPING.faulty)} ${instantText(lastCheck.at, language)} ${lastCheck.outcome}`
  return (
    <>
      <DataTable
        caption={say(KEEPING.register)}
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { name: 'kind', title: KEEPING.kind, cell: ({ kind }) => say(KEEPING_KINDS[kind]) },
          { name: 'name', title: KEEPING.name, cell: ({ number, name }) => `${number} ${name}` },
          { name: 'agency', title: KEEPING.agency, cell: ({ agencyName }) => agencyName },
          { name: 'from', title: KEEPING.from, cell: ({ fromDay }) => dayText(fromDay, language) },
          { name: 'keeper', title: KEEPING.keeper, cell: ({ keeper }) => keeper },
          { name: 'last', title: KEEPING.lastCheck, cell: state },
          {
            name: 'due',
            title: KEEPING.due,
            cell: ({ dueDay, findings }) => (
              <>
                {dueDay === undefined ? '—' : dayText(dueDay, language)}{' '}
                {findings.map((finding) => (
                  <span key={finding} className="tag tag-warn">
                    {say(KEEPING_FINDINGS[finding])}
                  </span>
                ))}
              </>
            ),
          },
          {
            name: 'act',
            title: KEEPING.act,
            cell: (one) =>
              mayKeep && one.retired === undefined ? (
                <>
                  {isChecked(one.kind) && (
                    <Button size="small" onClick={() => setAct({ one, what: 'check' })}>
                      {say(KEEPING.check)}
                    </Button>
                  )}{' '}
                  <Button size="small" danger onClick={() => setAct({ one, what: 'retire' })}>
                    {say(KEEPING.retire)}
                  </Button>
                </>
              ) : (
                '—'
              ),
          },
        ]}
      />
      {act?.what === 'check' && <Checking key={act.one.id} one={act.one} onDone={() => setAct(undefined)} />}
      {act?.what === 'retire' && (
        <Asking
          key={act.one.id}
          title={KEEPING.retire}
          path={pathOf(KEEPING_PATHS.retire, { id: act.one.id })}
          fields={[{ name: 'why', label: KEEPING.why, most: 500 }]}
          bodyOf={({ why = '' }) => ({ why })}
          onDone={() => setAct(undefined)}
          danger
          focused
        />
      )}
    </>
  )
}

function Checking({ one, onDone }: { readonly one: KeepingView; readonly onDone: () => void }) {
  const { say } = useLanguage()
  return (
    <Asking
      title={KEEPING.check}
      path={pathOf(KEEPING_PATHS.check, { id: one.id })}
      fields={[
        {
          ...{ name: 'fine', label: KEEPING.verdict },
          choices: [
            { value: 'yes', text: say(KEEPING.fine) },
            { value: 'no', text: say(KEEPING.faulty) },
          ],
        },
        { name: 'outcome', label: KEEPING.outcome, most: 500 },
      ]}
      bodyOf={({ fine, outcome = '' }) => ({ fine: fine === 'yes', outcome })}
      onDone={onDone}
      focused
    />
  )
}

function NewLine() {
  const { say } = useLanguage()
  const [paper, setPaper] = useState<Paper>()
  const kinds = Object.keys(KEEPING_KINDS) as KeepingKind[]
  return (
    <Section title={say(KEEPING.register)}>
      <PaperField paper={paper} path={KEEPING_PATHS.papers} onPaper={setPaper} />
      <Asking
        title={KEEPING.register}
        path={KEEPING_PATHS.keeping}
        fields={[
          {
            ...{ name: 'kind', label: KEEPING.kind },
            choices: kinds.map((value) => ({ value, text: say(KEEPING_KINDS[value]) })),
          },
          { name: 'name', label: KEEPING.name, most: 100 },
          { name: 'number', label: KEEPING.number, most: 60 },
          { name: 'fromDay', label: KEEPING.from, type: 'date' },
          { name: 'keeper', label: KEEPING.keeperLogin, most: 60 },
          { name: 'checkDays', label: KEEPING.checkDays, type: 'number', optional: true },
        ]}
        bodyOf={({ checkDays = '', ...rest }) => ({
          ...rest,
          ...(checkDays === '' ? {} : { checkDays: Number(checkDays) }),
          ...(paper === undefined ? {} : { documentId: paper.documentId }),
        })}
        onDone={() => setPaper(undefined)}
      />
    </Section>
  )
}
