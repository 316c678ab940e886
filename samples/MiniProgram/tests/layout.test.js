// What WeChat's pages on the structure of a project, project.config.json, app.json and sitemap.json ask for, and what the module promises.
const { test } = require('node:test');
const assert = require('node:assert/strict');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { dirname, extname, join, relative } = require('node:path');

const project = join(__dirname, '..');
const config = json(join(project, 'project.config.json'));
const root = join(project, config.miniprogramRoot);
const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
const app = json(join(root, 'app.json'));

function json(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function text(file) {
  return readFileSync(join(root, file), 'utf8');
}

test('The project file has the documented fields, and a root that is a relative folder', () => {
  const fields = ['description', 'miniprogramRoot', 'compileType', 'projectname', 'appid', 'libVersion', 'setting'];
  assert.deepEqual(Object.keys(config).filter((name) => !fields.includes(name)), []);
  assert.equal(config.compileType, 'miniprogram');
  assert.match(config.miniprogramRoot, /^[\w-]+\/$/);
  assert.match(config.libVersion, /^\d+\.\d+\.\d+$/);
  for (const [name, value] of Object.entries(config.setting)) assert.equal(typeof value, 'boolean', name);
});

test('The sample names no real mini-program', () => assert.equal(config.appid, 'touristappid'));

test('The three files of the app are in the root', () => {
  for (const file of ['app.js', 'app.json', 'app.wxss']) assert.ok(files.includes(file), file);
});

test('Each page has its four files, of the same path and name', () => {
  assert.ok(app.pages.length > 0);
  for (const page of app.pages) {
    assert.doesNotMatch(page, /^\/|\.\w+$/);
    for (const kind of ['js', 'wxml', 'json', 'wxss']) assert.ok(files.includes(`${page}.${kind}`), `${page}.${kind}`);
  }
});

test('There is no page that app.json does not name', () => {
  const pages = files.filter((file) => extname(file) === '.wxml').map((file) => file.slice(0, -5));
  assert.deepEqual(pages.sort(), [...app.pages].sort());
});

test('app.json and the pages have fields that are documented', () => {
  const window = ['navigationBarTitleText', 'navigationBarTextStyle', 'navigationBarBackgroundColor', 'backgroundColor'];
  assert.deepEqual(Object.keys(app).filter((name) => !['pages', 'window', 'style', 'sitemapLocation'].includes(name)), []);
  assert.deepEqual(Object.keys(app.window).filter((name) => !window.includes(name)), []);
  assert.ok(['black', 'white'].includes(app.window.navigationBarTextStyle));
  for (const color of [app.window.navigationBarBackgroundColor, app.window.backgroundColor]) assert.match(color, /^#[0-9a-f]{6}$/);
  for (const page of app.pages) {
    assert.deepEqual(Object.keys(json(join(root, `${page}.json`))).filter((name) => ![...window, 'usingComponents'].includes(name)), []);
  }
});

test('The sitemap lies where app.json says and has rules', () => {
  const { rules } = json(join(root, app.sitemapLocation));
  assert.ok(rules.length > 0);
  for (const { action, page } of rules) {
    assert.ok(['allow', 'disallow'].includes(action));
    assert.ok(page === '*' || app.pages.includes(page));
  }
});

test('Only files that WeChat takes are below the root', () => {
  assert.deepEqual(files.filter((file) => !['.js', '.json', '.wxml', '.wxss'].includes(extname(file))), []);
});

test('What is required is a file of the project, by a relative path, since there are no packages', () => {
  for (const file of files.filter((name) => extname(name) === '.js')) {
    for (const [, wanted] of text(file).matchAll(/require\('([^']+)'\)/g)) {
      assert.match(wanted, /^\.{1,2}\/.*\.js$/);
      assert.ok(existsSync(join(root, dirname(file), wanted)), `${file} requires ${wanted}`);
    }
    assert.doesNotMatch(text(file), /^\s*import\s/m, file);
  }
  assert.ok(!existsSync(join(project, 'package.json')) && !existsSync(join(project, 'package-lock.json')));
});

test('Each handler and each value that a page binds exists', () => {
  for (const page of app.pages) {
    const wxml = text(`${page}.wxml`);
    let definition;
    new Function('Page', 'getApp', text(`${page}.js`))((page) => { definition = page; }, () => ({ session: {} }));
    for (const [, handler] of wxml.matchAll(/\sbind\w+="([^"]+)"/g)) assert.equal(typeof definition[handler], 'function', handler);
    for (const [, name] of wxml.matchAll(/\{\{!?(\w+)/g)) assert.ok(name === 'item' || name in definition.data, name);
  }
});

test('The module does not ask wx.checkSession, and holds no secret', () => {
  const code = files.filter((file) => extname(file) === '.js').map(text).join('\n').replace(/\/\*[^]*?\*\//g, '');
  assert.doesNotMatch(code, /checkSession|AppSecret|session_key/);
});
