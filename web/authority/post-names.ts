import { POSTS, type Post } from '../../src/access/authority-contract.js'
import type { Both } from '../shell/language.js'

/** 岗位的名称，with a capital letter in English where it begins a line. */
export function postName(post: Post): Both {
  const { zh, en } = POSTS[post]
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) }
}
