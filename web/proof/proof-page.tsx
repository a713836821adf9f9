import { type ChangeEvent, useState } from 'react'
import type { TreesAnswer } from '../../src/access/look-proof-contract.js'
import { LOOK_PROOF_PATHS } from '../../src/access/look-proof-contract.js'
import { articleNames } from '../../src/kernel/article-names.js'
import { CHANNEL_NAMES, LOOK_ACTIONS, REALM_NAMES, SECTION_NAMES } from '../citizen/words.js'
import { instantText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { type Checked, checkLook } from './check-look.js'
import './proof.css'
import { COLUMNS, PROOF, STEPS } from './words.js'

/** 核验查阅证明，公开。The check is made here; nothing is sent. */
export function ProofPage() {
  const { say } = useLanguage()
  const trees = useAsk<TreesAnswer>(LOOK_PROOF_PATHS.trees)
  return (
    <div className="proof">
      <Page title={say(PROOF.title)} lead={say(PROOF.lead)}>
        <Answer of={trees} rows={2}>
          {(answer) => <Checking tree={answer.trees.find(({ name }) => name === 'access')!} />}
        </Answer>
      </Page>
    </div>
  )
}

function Checking({ tree }: { readonly tree: TreesAnswer['trees'][number] }) {
  const { say } = useLanguage()
  const [checked, setChecked] = useState<Checked>()
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file !== undefined) setChecked(checkLook(await file.text(), tree))
  }
  return (
    <>
      <label className="proof-choose">
        <span>{say(PROOF.choose)}</span>
        <input type="file" accept=".json,application/json" onChange={(event) => void choose(event)} />
      </label>
      <div aria-live="polite">{checked && <Result checked={checked} />}</div>
    </>
  )
}

function Result({ checked }: { readonly checked: Checked }) {
  const { say, language } = useLanguage()
  if (!checked.holds) {
    return (
      <section className="proof-result proof-fails" role="alert">
        <h2>{say(PROOF.fails)}</h2>
        <p>{say(STEPS[checked.step])}</p>
      </section>
    )
  }
  const { line, origin, size } = checked
  const written = (name: string): string => {
    const value = line[name] ?? ''
    if (name === 'at') return instantText(Number(value), language)
    if (name === 'articles') return say(articleNames(value.replaceAll(',', '、')))
    const names = NAMES[name]
    return names === undefined
      ? value
      : value
          .split(',')
          .map((one) => say(names[one] ?? same(one)))
          .join('、')
  }
  return (
    <section className="proof-result proof-holds">
      <h2>{say(PROOF.holds)}</h2>
      <dl>
        {COLUMNS.filter(([name]) => (line[name] ?? '') !== '').map(([name, says]) => (
          <div key={name}>
            <dt>{say(says)}</dt>
            <dd>{written(name)}</dd>
          </div>
        ))}
      </dl>
      <p className="proof-small">{say(PROOF.under, { origin, size })}</p>
      <p className="proof-small">{say(PROOF.purposeNote)}</p>
    </section>
  )
}

const same = (text: string): Both => ({ zh: text, en: text })
const NAMES: Readonly<Record<string, Readonly<Record<string, Both>>>> = {
  realm: REALM_NAMES,
  channel: CHANNEL_NAMES,
  action: LOOK_ACTIONS,
  sections: SECTION_NAMES,
  outcome: { shown: { zh: '已查看', en: 'shown' }, refused: { zh: '已拒绝', en: 'refused' } },
}
