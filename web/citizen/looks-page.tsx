import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { articleNames } from '../../src/kernel/article-names.js'
import type { LooksAnswer, LookView } from '../../src/query/contract.js'
import { QUERY_PATHS } from '../../src/query/contract.js'
import { TakeProof } from '../proof/take-proof.js'
import { PROOF } from '../proof/words.js'
import { instantText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import './citizen.css'
import { CHANNEL_NAMES, CITIZEN, LOOK_ACTIONS, REALM_NAMES, SECTION_NAMES } from './words.js'

/** 谁查过我的记录。 */
export function LooksPage() {
  const { say } = useLanguage()
  const answer = useAsk<LooksAnswer>(QUERY_PATHS.myLooks)
  return (
    <Page
      title={say(CITIZEN.looks)}
      lead={say(CITIZEN.looksLead)}
      actions={<Link to="/proof">{say(PROOF.check)}</Link>}
    >
      <Answer of={answer} rows={6}>
        {({ looks }) => (looks.length === 0 ? <Empty title={say(CITIZEN.noLooks)} /> : <Looks looks={looks} />)}
      </Answer>
    </Page>
  )
}

function Looks({ looks }: { readonly looks: readonly LookView[] }) {
  const { say } = useLanguage()
  const [of, setOf] = useState<'others' | 'all'>(looks.some(({ self }) => !self) ? 'others' : 'all')
  const shown = [...looks].filter(({ self }) => of === 'all' || !self).sort((a, b) => b.at - a.at)
  return (
    <>
      <Segmented
        className="looks-choice no-print"
        value={of}
        options={[
          { value: 'others', label: say(CITIZEN.others) },
          { value: 'all', label: say(CITIZEN.all) },
        ]}
        onChange={setOf}
      />
      {shown.length === 0 ? (
        <Empty title={say(CITIZEN.onlyMe)} />
      ) : (
        <ol className="looks">
          {together(shown).map(({ look, times }) => (
            <Look key={look.lookId} {...{ look, times }} />
          ))}
        </ol>
      )}
    </>
  )
}

interface Looked {
  readonly look: LookView
  readonly times: number
}

/** 同一分钟里同样的几次写在一起：opening one page asks for its parts one by one. */
function together(looks: readonly LookView[]): Looked[] {
  const found = new Map<string, Looked>()
  for (const look of looks) {
    const key = JSON.stringify({ ...look, lookId: '', at: Math.floor(look.at / 60_000) })
    found.set(key, { look: found.get(key)?.look ?? look, times: (found.get(key)?.times ?? 0) + 1 })
  }
  return [...found.values()]
}

function Look({ look, times }: Looked) {
  const { say, language } = useLanguage()
  const { at, realm, organisation, channel, action, outcome, purpose, grounds, self } = look
  const who = self ? say(CITIZEN.myself) : organisation || say(named(REALM_NAMES, realm))
  const when = instantText(at, language)
  return (
    <li className={self ? 'look look-self' : 'look'}>
      <time dateTime={new Date(at).toISOString()} className="number">
        {when}
      </time>
      <div className="look-what">
        <p className="look-who">
          <strong>{who}</strong>
          <span className="tag">{say(named(CHANNEL_NAMES, channel))}</span>
          {times > 1 && <span className="tag">{say(CITIZEN.times, { n: times })}</span>}
          {outcome === 'refused' && <span className="tag tag-bad">{say(CITIZEN.refused)}</span>}
        </p>
        <p>
          {say(named(LOOK_ACTIONS, action))}
          <Sections sections={look.sections} />
        </p>
        {isWritten(purpose) && (
          <p className="look-small">
            {say(CITIZEN.purpose)}
            {say({ zh: '：', en: ': ' })}
            {purpose}
          </p>
        )}
        <TakeProof lookId={look.lookId} />
        {grounds.map(({ policy, says, article }) => (
          <p key={policy} className="look-small">
            {language === 'zh' ? `${says}（${articleNames(article).zh}）` : articleNames(article).en}
            {language === 'en' && <span lang="zh-CN"> （{says}）</span>}
          </p>
        ))}
      </div>
    </li>
  )
}

/** A purpose somebody wrote; of work that needs none the action stands in its place. */
const isWritten = (purpose: string) => purpose !== '' && purpose !== '-' && !/^[a-z]+\.[\w:-]+$/.test(purpose)

/** What was seen, in the words of article 2. */
function Sections({ sections }: { readonly sections: string }) {
  const { say } = useLanguage()
  const names = sections.split(/[,，、;\s]+/).filter((one) => one !== '')
  if (names.length === 0) return null
  const list = names.map((one) => say(named(SECTION_NAMES, one))).join(say({ zh: '、', en: ', ' }))
  return <span className="look-sections">{say({ zh: `：${list}`, en: `: ${list}` })}</span>
}

function named(names: Readonly<Record<string, Both>>, key: string): Both {
  return names[key] ?? { zh: key, en: key }
}
