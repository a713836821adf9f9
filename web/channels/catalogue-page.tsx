import { Button } from 'antd'
import {
  CATALOGUE_ITEMS,
  CATALOGUE_PATH,
  type CatalogueAnswer,
  CHANNEL_ROWS,
  REQUESTERS,
} from '../../src/channels/catalogue-contract.js'
import { articleNames } from '../../src/kernel/article-names.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './channels.css'
import { CHANNEL } from './words.js'

type Channel = keyof typeof CHANNEL_ROWS
type Requester = keyof typeof REQUESTERS

/** 公示：what may be queried where, printable; always what the policies in force answer. */
export function CataloguePage() {
  const { say } = useLanguage()
  const catalogue = useAsk<CatalogueAnswer>(CATALOGUE_PATH, {})
  const version = catalogue.data?.version.slice(0, 12) ?? '…'
  return (
    <Page
      title={say(CHANNEL.catalogue)}
      lead={say(CHANNEL.catalogueLead, { version })}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say(CHANNEL.print)}
        </Button>
      }
    >
      <Answer of={catalogue}>
        {(answer) =>
          (Object.keys(REQUESTERS) as Requester[]).map((requester) => (
            <Section key={requester} title={say(REQUESTERS[requester])}>
              <Table answer={answer} requester={requester} />
            </Section>
          ))
        }
      </Answer>
    </Page>
  )
}

function Table({ answer, requester }: { readonly answer: CatalogueAnswer; readonly requester: Requester }) {
  const { say } = useLanguage()
  const items = Object.entries(CATALOGUE_ITEMS)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className="catalogue-scroll" tabIndex={0} aria-label={say(REQUESTERS[requester])}>
      <table className="catalogue">
        <thead>
          <tr>
            <th scope="col">{say(CHANNEL.channel)}</th>
            <th scope="col">{say(CHANNEL.identified)}</th>
            {items.map(([item, words]) => (
              <th key={item} scope="col">
                {say(words)}
                <small className="catalogue-ground">{say(articleNames(words.of))}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Object.keys(CHANNEL_ROWS) as Channel[]).map((channel) => (
            <tr key={channel}>
              <th scope="row">{say(CHANNEL_ROWS[channel])}</th>
              <td>{say(CHANNEL_ROWS[channel][requester])}</td>
              {items.map(([item]) => {
                const row = answer.rows.find(
                  (one) => one.channel === channel && one.requester === requester && one.item === item,
                )
                return (
                  <td key={item}>
                    {say(row?.allowed === true ? CHANNEL.yes : CHANNEL.no)}
                    {row?.allowed === true && (
                      <small className="catalogue-ground">{say(articleNames(row.article))}</small>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
