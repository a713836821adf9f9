import type { Language } from '../../src/kernel/refusal.js'

const HAN = /\p{Script=Han}/u
const LATIN = /\p{Script=Latin}/u
const MARK = 'data-foreign'

/**
 * 另一种文字的部分。On an English page a name that is kept in Chinese says so of itself, so that a screen reader reads it
 * in Chinese (WCAG 3.1.2): a name, an address or a document comes from the record and has no English.
 */
export function markForeign(language: Language): () => void {
  if (language !== 'en') return () => undefined
  markUnder(document.body)
  const watch = new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'characterData') markText(target)
      else for (const node of addedNodes) markUnder(node)
    }
  })
  watch.observe(document.body, { childList: true, characterData: true, subtree: true })
  return () => {
    watch.disconnect()
    for (const marked of document.querySelectorAll(`[${MARK}]`)) unmark(marked)
  }
}

function markUnder(root: Node): void {
  if (root.nodeType === Node.TEXT_NODE) markText(root)
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) markText(node)
}

function markText({ parentElement: place }: Node): void {
  // A part that says its language itself is left alone.
  if (place === null || place.closest(`[lang]:not([${MARK}])`) !== document.documentElement) return
  const own = [...place.childNodes].map((node) => (node instanceof Text ? node.data : '')).join('')
  const others = place.children.length > 0 && LATIN.test(place.textContent)
  if (HAN.test(own) && !LATIN.test(own) && !others) {
    place.setAttribute('lang', 'zh-CN')
    place.setAttribute(MARK, '')
  } else if (place.hasAttribute(MARK)) unmark(place)
}

function unmark(place: Element): void {
  place.removeAttribute('lang')
  place.removeAttribute(MARK)
}
