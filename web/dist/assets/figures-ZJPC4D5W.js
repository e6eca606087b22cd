import{E as i,H as t}from"./chunk-2RGQVXJY.js";function e(){return i(t,{children:"This screen is being built."})}export{e as default};
