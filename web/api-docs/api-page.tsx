import { Input } from 'antd'
import { useState } from 'react'
import { OPEN_PATHS } from '../../src/channels/token-contract.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import './api-docs.css'
import { groupsOf, type OpenApi } from './openapi.js'
import { OperationCard } from './operation-card.js'
import { TokenGuide } from './token-guide.js'
import { API } from './words.js'

const OPENAPI = '/api/openapi.json'
/** Told only where it is served: the staff listener has no tokens. */
const OPENED: string = OPEN_PATHS.record

/** 接口说明：the openapi.json of this listener, to be read by people. */
export function ApiPage() {
  const { say, language } = useLanguage()
  const [sought, setSought] = useState('')
  const openapi = useAsk<OpenApi>(OPENAPI, { lang: language })
  return (
    <Page
      title={say(API.title)}
      lead={say(API.lead)}
      actions={
        <a className="api-download" href={`${OPENAPI}?lang=${language}`}>
          {say(API.download)}
        </a>
      }
    >
      <Answer of={openapi} rows={8}>
        {(document) => (
          <>
            <p className="api-version">
              {document.info.title} <span className="number">{document.info.version}</span>
            </p>
            {OPENED in document.paths && <TokenGuide />}
            <Input
              allowClear
              className="api-filter no-print"
              placeholder={say(API.filter)}
              aria-label={say(API.filter)}
              value={sought}
              onChange={({ target }) => setSought(target.value)}
            />
            <Groups document={document} sought={sought.trim()} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Groups({ document, sought }: { readonly document: OpenApi; readonly sought: string }) {
  const { say } = useLanguage()
  const groups = groupsOf(document, sought)
  if (groups.length === 0) return <Empty title={say(API.none)} />
  return groups.map(([tag, places]) => (
    <Section
      key={tag}
      title={tag === '' ? say(API.other) : tag}
      aside={<span className="api-says">{say(API.operations, { n: places.length })}</span>}
    >
      {places.map((place) => (
        <OperationCard key={`${place.method} ${place.path}`} {...place} />
      ))}
    </Section>
  ))
}
