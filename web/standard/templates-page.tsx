import { Button } from 'antd'
import type { StandardView } from '../../src/collection/standard-contract.js'
import { askFile } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Answer } from '../shell/states.js'
import './standard.css'
import { STANDARD } from './words.js'

interface Props {
  readonly at: '/api/desk/standard' | '/api/standard'
  /** 只列这些类；all that have a file where none is named. */
  readonly only?: readonly string[]
}

/** 下载模板。 */
export function TemplatesPage({ at, only }: Props) {
  const { say } = useLanguage()
  const answer = useAsk<StandardView>(at)
  return (
    <Page title={say(STANDARD.templates)} lead={say(STANDARD.templatesLead)}>
      <Answer of={answer} rows={4}>
        {({ kinds }) => (
          <ul className="templates">
            {kinds
              .filter(({ id, hasTemplate }) => hasTemplate && (only?.includes(id) ?? true))
              .map(({ id, says, fields }) => (
                <li key={id} className="card">
                  <div>
                    <strong>{say(says)}</strong>
                    <small>{fields.map(({ label }) => say(label)).join(say({ zh: '、', en: ', ' }))}</small>
                  </div>
                  <TemplateButtons at={at} kind={id} name={say(says)} />
                </li>
              ))}
          </ul>
        )}
      </Answer>
    </Page>
  )
}

export function TemplateButtons({ at, kind, name }: { at: Props['at']; kind: string; name: string }) {
  const get = async (format: 'xlsx' | 'csv') => {
    const { blob } = await askFile(`${at}/templates/${kind}/${format}`)
    saveFile(blob, `${name}.${format}`)
  }
  return (
    <div className="template-buttons">
      <Button onClick={() => void get('xlsx')}>XLSX</Button>
      <Button onClick={() => void get('csv')}>CSV</Button>
    </div>
  )
}
