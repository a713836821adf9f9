import { Button, Select } from 'antd'
import { useState } from 'react'
import type { StandardFieldView, StandardView } from '../../src/collection/standard-contract.js'
import { askFile } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { StandardChanges } from './standard-changes.js'
import './standard.css'
import { TemplateButtons } from './templates-page.js'
import { STANDARD } from './words.js'

const AT = '/api/desk/standard'

/** 采集标准：every field of every kind, with its level, codes and version; printed as the data dictionary. */
export function StandardPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const answer = useAsk<StandardView>(AT)
  const catalogue = async () => {
    const { blob } = await askFile(`${AT}/catalogue`)
    saveFile(blob, `${say(STANDARD.title)}.csv`)
  }
  const actions = (
    <>
      <Button className="no-print" onClick={() => void catalogue()}>
        {say(STANDARD.catalogue)}
      </Button>
      <Button className="no-print" onClick={printPage}>
        {say(STANDARD.print)}
      </Button>
    </>
  )
  return (
    <Page title={say(STANDARD.title)} lead={say(STANDARD.lead)} actions={actions}>
      <Answer of={answer} rows={8}>
        {(standard) => (
          <>
            <Kinds standard={standard} />
            <Unmapped standard={standard} />
          </>
        )}
      </Answer>
      <StandardChanges mayPropose={can('parameter.propose')} />
    </Page>
  )
}

function Kinds({ standard }: { readonly standard: StandardView }) {
  const { say } = useLanguage()
  const [chosen, setChosen] = useState(standard.kinds[0]?.id ?? '')
  const kind = standard.kinds.find(({ id }) => id === chosen)
  if (kind === undefined) return null
  const channels = kind.channels.map(({ says }) => say(says)).join(say({ zh: '、', en: ', ' }))
  return (
    <>
      <div className="standard-head">
        <Select
          aria-label={say(STANDARD.kind)}
          showSearch
          optionFilterProp="label"
          style={{ minWidth: 240 }}
          value={chosen}
          options={standard.kinds.map(({ id, says }) => ({ value: id, label: say(says) }))}
          onChange={setChosen}
        />
        <span className="tag">
          {say(STANDARD.version)} {standard.name}
        </span>
        <span>
          {say(STANDARD.channels)}
          {say({ zh: '：', en: ': ' })}
          {channels}
        </span>
        {kind.hasTemplate && <TemplateButtons at={AT} kind={kind.id} name={say(kind.says)} />}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by the keyboard too */}
      <section className="card standard-table" aria-label={say(kind.says)} tabIndex={0}>
        <table aria-label={say(kind.says)}>
          <thead>
            <tr>
              {(['field', 'code', 'type', 'needed', 'codes', 'level', 'section', 'proof', 'example'] as const).map(
                (name) => (
                  <th key={name} scope="col">
                    {say(STANDARD[name])}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {kind.fields.map((field) => (
              <FieldRow key={field.id} field={field} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** 未对应部颁代码的数据元：printed with the data dictionary, so that nobody takes the silence for a code. */
function Unmapped({ standard }: { readonly standard: StandardView }) {
  const { say } = useLanguage()
  const comma = say({ zh: '、', en: ', ' })
  const names = new Map(standard.kinds.map(({ says }) => [says.zh, says]))
  const kindName = (zh: string) => say(names.get(zh) ?? { zh, en: zh })
  return (
    <Section title={`${say(STANDARD.unmapped)} · ${standard.unmapped.length}`}>
      <ul className="standard-unmapped">
        {standard.unmapped.map(({ id, zh, en, kinds }) => (
          <li key={id}>
            {say({ zh, en })} <small>{id}</small> <small>{kinds.map(kindName).join(comma)}</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function FieldRow({ field }: { readonly field: StandardFieldView }) {
  const { say } = useLanguage()
  const { label, id, code, typeSays, most, required, codes, levelSays, classSays, proof, example, hint } = field
  return (
    <tr>
      <td>
        {say(label)}
        <small>{id}</small>
        {hint && <small>{say(hint)}</small>}
      </td>
      <td>{code}</td>
      <td>
        {say(typeSays)}
        {most !== undefined && <small>≤ {most}</small>}
      </td>
      <td>{required ? say(STANDARD.yes) : ''}</td>
      <td>
        {codes?.map((one) => (
          <small key={one.code}>
            {one.code} {say(one)}
          </small>
        ))}
      </td>
      <td>{say(levelSays)}</td>
      <td>{say(classSays)}</td>
      <td>{say(proof)}</td>
      <td>{example}</td>
    </tr>
  )
}
