import{E as i,H as n}from"./chunk-2RGQVXJY.js";function t(){return i(n,{children:"This screen is being built."})}export{t as default};
